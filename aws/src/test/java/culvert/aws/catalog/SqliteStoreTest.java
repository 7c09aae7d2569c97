package culvert.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Vpc;

class SqliteStoreTest extends StoreContract {

  @Override
  Store open() {
    return SqliteStore.open(directory);
  }

  private Path file() {
    return directory.resolve("catalog.sqlite");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void a_second_opening_is_refused_while_the_first_lasts() {
    try (Store first = open()) {
      first.commit(List.of());
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file().toString());
    }
    open().close();
  }

  @Test
  void a_file_that_is_no_database_is_named() throws IOException {
    Files.writeString(file(), "something else entirely, and long enough for a header".repeat(20));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("not a database");
    assertThat(Files.readString(file())).startsWith("something else");
  }

  @Test
  void another_programs_database_is_left_alone() throws SQLException {
    execute("CREATE TABLE person (name TEXT)");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no catalog of Culvert's");
  }

  @Test
  void a_later_versions_catalog_is_left_alone() throws SQLException {
    open().close();
    execute("PRAGMA user_version = 99");
    assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("99");
  }

  @Test
  void an_unknown_kind_is_named() throws SQLException {
    open().close();
    execute("INSERT INTO resource VALUES (1, 'a', 'r', 'teapot', 'tea-1', NULL, x'00')");
    try (Store store = open()) {
      assertThatThrownBy(() -> store.load(_ -> {}))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("teapot");
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_named() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain"), "a file");
    assertThatThrownBy(() -> SqliteStore.open(plain))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(plain.toString());
  }

  /** Half of a transaction: what a killed process leaves before it commits. */
  @Test
  void what_was_not_committed_is_not_there() throws SQLException, IOException {
    try (Store store = open()) {
      Vpc shape = Vpc.builder().vpcId("vpc-1").build();
      store.commit(
          List.of(new Change.Written(new Resource<>(Kinds.VPC, HERE, "vpc-1", 1, shape, null))));
    }
    Path torn = Files.createDirectories(directory.resolve("torn"));
    Files.copy(file(), torn.resolve("catalog.sqlite"));
    Files.write(torn.resolve("catalog.sqlite-wal"), new byte[] {0x37, 0x7f, 0x06, (byte) 0x82, 9});
    try (Store store = SqliteStore.open(torn)) {
      List<Resource<?>> kept = new ArrayList<>();
      store.load(kept::add);
      assertThat(kept).hasSize(1);
    }
  }
}
