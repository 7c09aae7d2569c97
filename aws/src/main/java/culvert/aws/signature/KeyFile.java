package culvert.aws.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file with the access keys that {@code --auth} checks signatures against, in either of two
 * forms: one key a line, {@code ACCESS_KEY_ID SECRET [ACCOUNT]} (spaces, a comma or a colon between
 * them); or the sections of AWS's shared credentials file, {@code aws_access_key_id = …}, {@code
 * aws_secret_access_key = …} and, optionally, {@code aws_account_id = …}. Empty lines and those
 * that begin with {@code #} or {@code ;} are left out. Errors name the line, never its text: it may
 * hold a secret.
 */
final class KeyFile {

  private static final Pattern SEPARATOR = Pattern.compile("[\\s,:]+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{3,128}");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Path file;
  private final String defaultAccount;
  private final Map<String, AccessKey> keys = new LinkedHashMap<>();
  private @Nullable String id;
  private @Nullable String secret;
  private @Nullable String account;
  private int sectionLine;

  private KeyFile(Path file, String defaultAccount) {
    this.file = file;
    this.defaultAccount = defaultAccount;
  }

  /**
   * Reads the keys, by id.
   *
   * @param defaultAccount whose a key is that names no account and is none itself
   * @throws IllegalArgumentException that names the file, the line and what is wrong with it
   */
  static Map<String, AccessKey> read(Path file, String defaultAccount) {
    KeyFile reader = new KeyFile(file, defaultAccount);
    try {
      reader.read(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the key file " + file, e);
    }
    if (reader.keys.isEmpty()) {
      throw new IllegalArgumentException("the key file " + file + " has no keys");
    }
    return Map.copyOf(reader.keys);
  }

  private void read(List<String> lines) {
    boolean sections = lines.stream().anyMatch(line -> line.strip().startsWith("["));
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (sections) {
        readSetting(line, number);
      } else {
        readKey(line, number);
      }
    }
    endSection();
  }

  private void readKey(String line, int number) {
    String[] parts = SEPARATOR.split(line);
    if (parts.length < 2 || parts.length > 3) {
      throw wrong(number, "expecting ACCESS_KEY_ID SECRET [ACCOUNT]");
    }
    add(parts[0], parts[1], parts.length == 3 ? parts[2] : null, number);
  }

  private void readSetting(String line, int number) {
    if (line.startsWith("[")) {
      endSection();
      sectionLine = number;
      return;
    }
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw wrong(number, "expecting NAME = VALUE");
    }
    String value = line.substring(equals + 1).strip();
    switch (line.substring(0, equals).strip()) {
      case "aws_access_key_id" -> id = value;
      case "aws_secret_access_key" -> secret = value;
      case "aws_account_id" -> account = value;
      default -> {} // a credentials file has other settings, too
    }
  }

  private void endSection() {
    if (id == null && secret == null) {
      return;
    }
    if (id == null || secret == null) {
      throw wrong(sectionLine, "the section needs aws_access_key_id and aws_secret_access_key");
    }
    add(id, secret, account, sectionLine);
    id = null;
    secret = null;
    account = null;
  }

  private void add(String key, String keySecret, @Nullable String owner, int number) {
    if (!ID.matcher(key).matches()) {
      throw wrong(number, "an access key id has letters and digits only");
    }
    if (owner != null && !ACCOUNT.matcher(owner).matches()) {
      throw wrong(number, "an account has 12 digits");
    }
    String whose = owner != null ? owner : ACCOUNT.matcher(key).matches() ? key : defaultAccount;
    if (keys.put(key, AccessKey.lasting(key, keySecret, whose)) != null) {
      throw wrong(number, "the access key id is there already");
    }
  }

  private IllegalArgumentException wrong(int number, String what) {
    return new IllegalArgumentException("key file " + file + ", line " + number + ": " + what);
  }
}
