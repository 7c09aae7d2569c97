package culvert.aws.catalog;

class MemoryStoreTest extends StoreContract {

  @Override
  Store open() {
    return new MemoryStore();
  }
}
