package culvert.app.terraform;

import culvert.app.CommandException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a root module that Terraform may write to. What lies beside it and above is there by
 * links, so that paths such as {@code ../modules/vpc} lead where they did. State, plugins and
 * history are left behind. A file of ours overrides where state is kept and whom AWS's provider
 * asks.
 */
final class WorkingCopy {

  private static final String OVERRIDE = "zz_culvert_override.tf";

  private final Path module;

  private WorkingCopy(Path module) {
    this.module = module;
  }

  /**
   * @param under an empty directory of ours
   */
  static WorkingCopy of(Path directory, Path under) throws IOException {
    Path original = directory.toRealPath();
    Path mirror = under;
    Path at = original.getRoot();
    for (Path step : original) {
      Path next = at.resolve(step);
      linkSiblings(at, next, mirror);
      mirror = Files.createDirectory(mirror.resolve(step.toString()));
      at = next;
    }
    copy(original, mirror);
    return new WorkingCopy(mirror);
  }

  /** What may not be listed is not there for Terraform either. */
  private static void linkSiblings(Path directory, Path but, Path mirror) throws IOException {
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory)) {
      for (Path sibling : siblings) {
        if (!sibling.equals(but)) {
          Files.createSymbolicLink(mirror.resolve(sibling.getFileName().toString()), sibling);
        }
      }
    } catch (AccessDeniedException _) {
      return;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
              throws IOException {
            String name = at.getFileName().toString();
            if (!at.equals(from) && (name.equals(".terraform") || name.equals(".git"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target(at));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) {
              Files.createSymbolicLink(target(file), file.toRealPath());
            } else if (!file.getFileName().toString().contains(".tfstate")) {
              Files.copy(file, target(file));
            }
            return FileVisitResult.CONTINUE;
          }

          private Path target(Path at) {
            return to.resolve(from.relativize(at).toString());
          }
        });
  }

  Path module() {
    return module;
  }

  /** Adds a file of the user's that overrides what the module says. */
  void add(Path override) throws IOException {
    String name = override.getFileName().toString();
    if (!name.endsWith(".tf")) {
      throw CommandException.badInput("an override is a file NAME.tf, not " + override);
    }
    Files.copy(
        override, module.resolve("zy_" + name.substring(0, name.length() - 3) + "_override.tf"));
  }

  /**
   * @param state the file that keeps the state
   * @param url whom AWS's provider asks
   * @param accounts by the names of profiles, whose accounts these are
   * @param services what is asked there by a name of its own
   */
  void override(Path state, String url, Map<String, String> accounts, List<String> services)
      throws IOException {
    StringBuilder hcl = new StringBuilder();
    hcl.append("terraform {\n  backend \"local\" {\n    path = \"")
        .append(state)
        .append("\"\n  }\n}\n");
    for (AwsProvider provider : AwsProvider.in(module)) {
      hcl.append("provider \"aws\" {\n");
      String alias = provider.alias();
      if (alias != null) {
        hcl.append("  alias = \"").append(alias).append("\"\n");
      }
      String profile = provider.profile();
      if (profile != null) {
        hcl.append("  profile = null\n");
      }
      @Nullable String account = profile == null ? null : accounts.get(profile);
      if (account != null) {
        hcl.append("  access_key = \"").append(account).append("\"\n  secret_key = \"any\"\n");
      }
      hcl.append("  endpoints {\n");
      services.forEach(
          service -> hcl.append("    ").append(service).append(" = \"").append(url).append("\"\n"));
      hcl.append("  }\n}\n");
    }
    Files.writeString(module.resolve(OVERRIDE), hcl);
  }

  /** Removes a directory; links in it, and not what they lead to. */
  static void remove(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path at, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(at);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
