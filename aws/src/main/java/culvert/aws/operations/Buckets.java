package culvert.aws.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands for S3, as far as EC2 writes to it: a directory with a directory for each bucket.
 * Every bucket whose name is a possible one exists.
 */
public final class Buckets {

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]");

  private final @Nullable Path directory;

  private Buckets(@Nullable Path directory) {
    this.directory = directory;
  }

  /** Those of a server that keeps nothing: none. */
  public static Buckets none() {
    return new Buckets(null);
  }

  public static Buckets in(Path directory) {
    return new Buckets(directory);
  }

  /**
   * Refuses a bucket that nothing can be written to.
   *
   * @throws culvert.aws.wire.WireException as EC2 says it
   */
  public void check(@Nullable String bucket) {
    if (bucket == null) {
      throw Ec2Error.MISSING_PARAMETER.with("S3Bucket");
    }
    if (!NAME.matcher(bucket).matches()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + bucket + ") for parameter s3Bucket is invalid.");
    }
    if (directory == null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "There is no S3 here: Culvert writes objects into its data directory, and this server has none.");
    }
  }

  /**
   * Writes an object into a bucket that was checked.
   *
   * @return its URL, {@code s3://BUCKET/KEY}
   */
  public String put(String bucket, String key, byte[] object) {
    check(bucket);
    try {
      Path file = directory().resolve(bucket).resolve(key);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, object);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the object " + key + " of " + bucket, e);
    }
    return "s3://" + bucket + "/" + key;
  }

  private Path directory() {
    return Objects.requireNonNull(directory);
  }
}
