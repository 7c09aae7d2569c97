package culvert.aws.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the catalog in one SQLite file, in write-ahead mode, synchronised at every commit. */
final class SqliteStore implements Store {

  /** Rows are appended: the sequence is the key, everything else is found in memory. */
  private static final String SCHEMA =
      """
      CREATE TABLE IF NOT EXISTS resource (
        sequence INTEGER PRIMARY KEY,
        account TEXT NOT NULL,
        region TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        due INTEGER,
        body BLOB NOT NULL
      )
      """;

  /** The layout of the file. */
  private static final int VERSION = 1;

  private static final String WRITE =
      """
      INSERT INTO resource (sequence, account, region, kind, id, due, body)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (sequence) DO UPDATE SET due = excluded.due, body = excluded.body
      """;

  private static final String REMOVE = "DELETE FROM resource WHERE sequence = ?";

  private final Connection connection;
  private final PreparedStatement write;
  private final PreparedStatement remove;

  private SqliteStore(Connection connection) throws SQLException {
    this.connection = connection;
    this.write = connection.prepareStatement(WRITE);
    this.remove = connection.prepareStatement(REMOVE);
  }

  /**
   * Opens the catalog of that directory and makes both where they are missing. One process at a
   * time: a second one is refused.
   */
  static SqliteStore open(Path directory) {
    Path file = directory.resolve("catalog.sqlite");
    try {
      Files.createDirectories(directory);
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA locking_mode = EXCLUSIVE");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        checkVersion(statement, file);
        statement.execute(SCHEMA);
      }
      connection.setAutoCommit(false);
      return new SqliteStore(connection);
    } catch (IOException e) {
      throw new StoreException("cannot make the directory " + directory, e);
    } catch (SQLException e) {
      throw new StoreException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  /** Refuses a file that is not a catalog, or one of a later Culvert. */
  private static void checkVersion(Statement statement, Path file) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      int version = row.getInt(1);
      if (version > VERSION) {
        throw new StoreException(
            file + " was written by a later Culvert (its version is " + version + ")", null);
      }
    }
    try (ResultSet row =
        statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name <> 'resource'")) {
      if (row.getInt(1) > 0) {
        throw new StoreException(file + " is a database, but no catalog of Culvert's", null);
      }
    }
    statement.execute("PRAGMA user_version = " + VERSION);
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public void load(Consumer<Resource<?>> into) {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT sequence, account, region, kind, id, due, body FROM resource")) {
      while (rows.next()) {
        into.accept(resource(rows));
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new StoreException("cannot read the catalog: " + e.getMessage(), e);
    }
  }

  private static Resource<?> resource(ResultSet row) throws SQLException {
    String name = row.getString(4);
    Kind<?> kind = Kinds.named(name);
    if (kind == null) {
      throw new StoreException("the catalog holds a kind that is not known here: " + name, null);
    }
    Scope scope = new Scope(row.getString(2), row.getString(3));
    long due = row.getLong(6);
    @Nullable Instant at = row.wasNull() ? null : Instant.ofEpochMilli(due);
    return resource(kind, scope, row.getString(5), row.getLong(1), at, row.getBytes(7));
  }

  private static <T> Resource<T> resource(
      Kind<T> kind, Scope scope, String id, long sequence, @Nullable Instant due, byte[] body) {
    return new Resource<>(kind, scope, id, sequence, kind.decode().apply(body), due);
  }

  @Override
  public void commit(List<Change> changes) {
    try {
      for (Change change : changes) {
        switch (change) {
          case Change.Written written -> write(written.resource(), written.body());
          case Change.Removed removed -> {
            remove.setLong(1, removed.sequence());
            remove.executeUpdate();
          }
        }
      }
      connection.commit();
    } catch (SQLException e) {
      rollback(e);
      throw new StoreException("cannot write the catalog: " + e.getMessage(), e);
    }
  }

  private void write(Resource<?> resource, byte[] body) throws SQLException {
    write.setLong(1, resource.sequence());
    write.setString(2, resource.scope().account());
    write.setString(3, resource.scope().region());
    write.setString(4, resource.kind().name());
    write.setString(5, resource.id());
    Instant due = resource.due();
    if (due == null) {
      write.setNull(6, java.sql.Types.INTEGER);
    } else {
      write.setLong(6, due.toEpochMilli());
    }
    write.setBytes(7, body);
    write.executeUpdate();
  }

  private void rollback(SQLException cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void clear() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM resource");
      connection.commit();
    } catch (SQLException e) {
      rollback(e);
      throw new StoreException("cannot empty the catalog: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("cannot close the catalog: " + Objects.toString(e.getMessage()), e);
    }
  }
}
