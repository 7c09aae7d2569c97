package culvert.aws.catalog;

import org.jspecify.annotations.Nullable;

/** The catalog cannot be read or kept: the disk is full, the file is another program's. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
