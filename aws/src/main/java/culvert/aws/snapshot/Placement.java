package culvert.aws.snapshot;

import culvert.aws.catalog.Scope;
import culvert.aws.region.Regions;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.network.why.BadQuestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * Whose the files of a folder are, and of which Region: as the folder's name says; else as most of
 * its elements say, of whom {@code OwnerId} names an account, and zones and ARNs a Region.
 */
final class Placement {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Assumed assumed;
  private final Map<Folder, Scope> known = new HashMap<>();
  private final Map<String, Folder> folders = new HashMap<>();

  /** What a file's path says; null where it says nothing. */
  private record Folder(@Nullable String account, @Nullable String region) {}

  /** Places all elements of a snapshot. */
  Placement(Collection<Unplaced> elements, Assumed assumed) {
    this.assumed = assumed;
    Map<Folder, Votes> votes = new HashMap<>();
    for (Unplaced each : elements) {
      Folder folder = folders.computeIfAbsent(each.origin().file(), Placement::folder);
      if (folder.account != null && folder.region != null) {
        known.computeIfAbsent(folder, _ -> new Scope(folder.account, folder.region));
      } else {
        votes.computeIfAbsent(folder, _ -> new Votes()).count(each.element().content());
      }
    }
    votes.forEach((folder, votesOf) -> known.put(folder, decide(folder, votesOf)));
  }

  Scope of(Unplaced element) {
    return Objects.requireNonNull(
        known.get(Objects.requireNonNull(folders.get(element.origin().file()))));
  }

  private Scope decide(Folder folder, Votes votes) {
    if (folder.region == null && votes.regions.size() > 1) {
      throw new BadQuestion(
          "files in no Region's folder name several: %s; put each Region's into one of its name"
              .formatted(String.join(", ", votes.regions)));
    }
    String account = folder.account != null ? folder.account : votes.account();
    String region =
        folder.region != null
            ? folder.region
            : votes.regions.isEmpty() ? assumed.region() : votes.regions.iterator().next();
    return new Scope(account == null ? assumed.account() : account, region);
  }

  /**
   * Sees that a file lies where one may lie.
   *
   * @throws BadQuestion where it does not
   */
  static void check(String file) {
    folder(file);
  }

  /** {@code [aws_configs/][accounts/ID/][REGION/]FILE}. */
  private static Folder folder(String file) {
    List<String> parts = List.of(file.split("/", -1));
    int at = parts.getFirst().equals("aws_configs") ? 1 : 0;
    String account = null;
    if (parts.size() > at + 2 && parts.get(at).equals("accounts")) {
      account = parts.get(at + 1);
      if (!ACCOUNT.matcher(account).matches()) {
        throw new BadQuestion(file + ": an account is 12 digits, not " + account);
      }
      at += 2;
    }
    String region = null;
    if (parts.size() == at + 2) {
      region = parts.get(at);
      if (!Regions.exists(region) && !region.equals(Described.GLOBAL)) {
        throw new BadQuestion(file + ": there is no Region " + region);
      }
    } else if (parts.size() != at + 1) {
      throw new BadQuestion(file + ": files lie in [accounts/ID/][REGION/]");
    }
    return new Folder(account, region);
  }

  /** What the elements of a folder name. */
  private static final class Votes {

    private final Map<String, Integer> accounts = new HashMap<>();
    private final Set<String> regions = new TreeSet<>();

    void count(Object content) {
      if (content instanceof SdkPojo shape) {
        String owner = Described.ownerOf(shape);
        if (owner != null) {
          accounts.merge(owner, 1, Integer::sum);
        }
        if (shape instanceof Reservation reservation) {
          reservation.instances().forEach(this::count);
        }
        count(shape);
      }
    }

    private void count(SdkPojo shape) {
      for (Member member : Shape.of(shape).members()) {
        switch (member.name()) {
          case "RegionName" -> addRegion(text(member, shape));
          case "AvailabilityZone" -> addZone(text(member, shape));
          case "Placement" -> {
            if (member.get(shape) instanceof SdkPojo placement) {
              count(placement);
            }
          }
          default -> {
            if (member.name().endsWith("Arn")) {
              addArn(text(member, shape));
            }
          }
        }
      }
    }

    private static @Nullable String text(Member member, SdkPojo shape) {
      return member.get(shape) instanceof String text ? text : null;
    }

    private void addRegion(@Nullable String name) {
      if (name != null && Regions.exists(name)) {
        regions.add(name);
      }
    }

    /** A zone's name begins with its Region's, also a Local Zone's: {@code us-west-2-lax-1a}. */
    private void addZone(@Nullable String zone) {
      if (zone != null) {
        Regions.all().stream()
            .map(Regions.Region::name)
            .filter(zone::startsWith)
            .max(java.util.Comparator.comparingInt(String::length))
            .ifPresent(regions::add);
      }
    }

    private void addArn(@Nullable String arn) {
      String[] parts = arn == null ? new String[0] : arn.split(":", -1);
      if (parts.length > 4 && parts[0].equals("arn")) {
        addRegion(parts[3]);
      }
    }

    private @Nullable String account() {
      return accounts.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .orElse(null);
    }
  }
}
