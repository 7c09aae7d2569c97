package culvert.network.expectation;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.address.IpPrefix;
import culvert.network.proof.AddressClasses;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.BadQuestion;
import culvert.network.why.End;
import culvert.network.why.EndText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds whom the names of sentences mean. */
final class Parties {

  static final String INTERNET = "internet";

  private static final String SERVICE = "service:";
  private static final String TAG = "tag:";
  private static final String ACCOUNT = "account:";
  private static final String REGION = "region:";

  private final Topology topology;
  private final Labels labels;
  private final AddressClasses classes;
  private final Map<String, Party> instances = new HashMap<>();
  private final Map<String, List<Party>> named = new HashMap<>();

  Parties(Topology topology, Labels labels) {
    this.topology = topology;
    this.labels = labels;
    classes = new AddressClasses(topology);
  }

  /**
   * Whom the terms mean, each once, by id.
   *
   * @throws BadQuestion naming a name that stands for nobody
   */
  Collection<Party> of(Terms terms) {
    Map<String, Party> all = new LinkedHashMap<>();
    terms.names().forEach(name -> of(name).forEach(party -> all.put(key(party), party)));
    terms.except().forEach(name -> of(name).forEach(party -> all.remove(key(party))));
    return all.values();
  }

  private static String key(Party party) {
    return party.id() + party.region();
  }

  private List<Party> of(String name) {
    List<Party> known = named.get(name);
    if (known == null) {
      known = find(name);
      known = known.stream().sorted(Comparator.comparing(Party::id)).toList();
      named.put(name, known);
    }
    return known;
  }

  private List<Party> find(String name) {
    if (name.equals(Sentence.EVERYTHING)) {
      return Stream.concat(
              hosts(_ -> true).stream(), topology.all(Site.class).stream().map(this::of))
          .toList();
    }
    if (name.equals(INTERNET)) {
      return List.of(internet(ends(classes::ofInternet), ordinary()));
    }
    if (name.startsWith(SERVICE)) {
      return services(name);
    }
    if (name.startsWith(Site.ID_PREFIX)) {
      return sites(name);
    }
    if (name.startsWith(INTERNET + "/") || name.contains("@")) {
      return List.of(written(name));
    }
    List<Party> found =
        name.startsWith(TAG) || name.startsWith(ACCOUNT) || name.startsWith(REGION)
            ? inGroup(name)
            : called(name);
    if (found.isEmpty()) {
      throw nobody(name);
    }
    return found;
  }

  private static BadQuestion nobody(String name) {
    return new BadQuestion(
        "nobody is meant by "
            + name
            + ": no instance, network interface, subnet, VPC, security group or endpoint with somebody in it has that id or Name tag");
  }

  private interface ByFamily {
    List<IpAddress> in(IpFamily family);
  }

  private static List<End> ends(ByFamily addresses) {
    List<End> ends = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      addresses.in(family).forEach(address -> ends.add(new End.Internet(address)));
    }
    return ends;
  }

  private List<End> ordinary() {
    return ends(family -> classes.ofInternet(family).stream().limit(1).toList());
  }

  private static Party internet(List<End> every, List<End> usual) {
    return new Party(INTERNET, Party.Kind.INTERNET, usual, every, List.of(), null);
  }

  /** What {@code why} would take for an end. */
  private Party written(String text) {
    End end = EndText.read(text, topology);
    return switch (end) {
      case End.Internet _ -> internet(List.of(end), List.of(end));
      case End.AtInterface at -> {
        NetworkInterface found = topology.get(NetworkInterface.class, at.networkInterface());
        List<End> ends = List.of(end);
        yield text.startsWith(INTERNET)
            ? new Party(text, Party.Kind.INSIDE, ends, ends, ends, region(found))
            : new Party(text, Party.Kind.INSIDE, ends, ends, List.of(), region(found));
      }
      case End.UnusedAddress _,
          End.AtHostService _,
          End.AtSite _,
          End.Service _,
          End.AtGatewayEndpoint _,
          End.MulticastGroup _ ->
          throw new BadQuestion("no interface has the address of " + text);
    };
  }

  private List<Party> services(String text) {
    String name = text.substring(SERVICE.length());
    List<Party> found = new ArrayList<>();
    for (PrefixList list : topology.all(PrefixList.class)) {
      if (list.isOfService() && list.name().endsWith("." + name)) {
        String region =
            list.name()
                .substring(PrefixList.SERVICE.length(), list.name().length() - name.length() - 1);
        List<End> every =
            list.entries().stream()
                .map(IpPrefix::firstHost)
                .<End>map(address -> new End.Service(list.name(), address))
                .toList();
        found.add(new Party(text, Party.Kind.SERVICE, firsts(every), every, List.of(), region));
      }
    }
    if (found.isEmpty()) {
      throw new BadQuestion(
          "no service with addresses of its own: " + text + " (s3 and dynamodb are)");
    }
    return found;
  }

  /** The first of each family. */
  private static List<End> firsts(List<End> ends) {
    return Stream.of(IpFamily.values())
        .flatMap(family -> ends.stream().filter(end -> end.address().family() == family).limit(1))
        .toList();
  }

  private List<Party> sites(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      End end = EndText.read(text, topology);
      return List.of(new Party(text, Party.Kind.SITE, List.of(end), List.of(end), List.of(), null));
    }
    Glob glob = new Glob(text);
    List<Party> found =
        topology.all(Site.class, site -> glob.matches(site.id())).stream().map(this::of).toList();
    if (found.isEmpty()) {
      throw new BadQuestion("there is no " + text);
    }
    return found;
  }

  private Party of(Site site) {
    List<End> usual = new ArrayList<>();
    List<End> every = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      usual.addAll(End.AtSite.firstHosts(site, family));
      classes
          .within(site.prefixes(), family)
          .forEach(address -> every.add(new End.AtSite(site.id(), address)));
    }
    every.removeAll(usual);
    every.addAll(0, usual);
    return new Party(site.id(), Party.Kind.SITE, usual, every, List.of(), null);
  }

  private List<Party> inGroup(String text) {
    String value = text.substring(text.indexOf(':') + 1);
    if (text.startsWith(TAG)) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new BadQuestion("a tag is written tag:KEY=VALUE, not " + text);
      }
      String key = value.substring(0, equals);
      Glob glob = new Glob(value.substring(equals + 1));
      return of(id ->
          labels.tags().getOrDefault(id, Map.of()).containsKey(key)
              && glob.matches(labels.value(id, key)));
    }
    Glob glob = new Glob(value);
    boolean byAccount = text.startsWith(ACCOUNT);
    return hosts(at -> {
      Vpc vpc = topology.get(Vpc.class, at.vpc());
      return glob.matches(byAccount ? vpc.account() : vpc.region());
    });
  }

  /** By an id, or by Name tags. */
  private List<Party> called(String name) {
    Naming naming = Naming.of(name);
    return of(id -> naming.isOf(id, labels));
  }

  /** Everybody that has such an id, or is in what has, or has what has. */
  private List<Party> of(Predicate<String> wanted) {
    List<Party> found =
        new ArrayList<>(
            hosts(at ->
                wanted.test(at.id())
                    || wanted.test(at.subnet())
                    || wanted.test(at.vpc())
                    || at.groups().stream().anyMatch(wanted)
                    || at.holder() instanceof NetworkInterface.InstanceHolder(String instance)
                        && wanted.test(instance)));
    for (VpcEndpoint endpoint : topology.all(VpcEndpoint.class)) {
      if (wanted.test(endpoint.id())) {
        found.add(of(endpoint));
      }
    }
    return found;
  }

  private Party of(VpcEndpoint endpoint) {
    String region = topology.get(Vpc.class, endpoint.vpc()).region();
    List<End> ends =
        switch (endpoint) {
          case VpcEndpoint.Interface at ->
              at.networkInterfaces().stream().flatMap(id -> all(interfaceAt(id))).toList();
          case VpcEndpoint.GatewayLoadBalancer at ->
              all(interfaceAt(at.networkInterface())).toList();
          case VpcEndpoint.Gateway at ->
              topology.get(PrefixList.class, at.prefixList()).entries().stream()
                  .map(IpPrefix::firstHost)
                  .<End>map(address -> new End.Service(at.service(), address))
                  .toList();
        };
    return endpoint instanceof VpcEndpoint.Gateway
        ? new Party(endpoint.id(), Party.Kind.SERVICE, firsts(ends), ends, List.of(), region)
        : new Party(endpoint.id(), Party.Kind.ENDPOINT, ends, ends, List.of(), region);
  }

  private NetworkInterface interfaceAt(String id) {
    return topology.get(NetworkInterface.class, id);
  }

  private static Stream<End> all(NetworkInterface at) {
    return at.addresses().stream().map(address -> new End.AtInterface(at.id(), address));
  }

  /**
   * Instances, each once, of which any interface is wanted; and interfaces of AWS's services that
   * have security groups, as databases, functions and load balancers do. What is unattached is
   * nobody, and gateways, attachments and endpoints are no hosts.
   */
  private List<Party> hosts(Predicate<NetworkInterface> wanted) {
    Map<String, Party> found = new LinkedHashMap<>();
    for (NetworkInterface at : topology.all(NetworkInterface.class)) {
      if (wanted.test(at)) {
        switch (at.holder()) {
          case NetworkInterface.InstanceHolder(String instance) ->
              found.computeIfAbsent(instance, this::instance);
          case NetworkInterface.ServiceHolder _ -> {
            if (!at.groups().isEmpty()) {
              found.computeIfAbsent(at.id(), _ -> party(at.id(), List.of(at)));
            }
          }
          case NetworkInterface.Unattached _,
              NetworkInterface.NatGatewayHolder _,
              NetworkInterface.EndpointHolder _ -> {}
        }
      }
    }
    return List.copyOf(found.values());
  }

  private Party instance(String id) {
    return instances.computeIfAbsent(
        id,
        _ ->
            party(
                id,
                topology.get(Instance.class, id).interfaces().stream()
                    .map(this::interfaceAt)
                    .toList()));
  }

  /** It speaks by its first interface, and could by all of them. */
  private Party party(String id, List<NetworkInterface> interfaces) {
    NetworkInterface first = interfaces.getFirst();
    List<End> usual = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      IpAddress address = first.address(family);
      if (address != null) {
        usual.add(new End.AtInterface(first.id(), address));
      }
    }
    List<End> every = interfaces.stream().flatMap(Parties::all).toList();
    List<End> publicly = new ArrayList<>();
    for (NetworkInterface each : interfaces) {
      each.publicAddresses()
          .values()
          .forEach(address -> publicly.add(new End.AtInterface(each.id(), address)));
    }
    every.stream().filter(end -> !end.address().isV4()).forEach(publicly::add);
    return new Party(id, Party.Kind.INSIDE, usual, every, publicly, region(first));
  }

  private String region(NetworkInterface at) {
    return topology.get(Vpc.class, at.vpc()).region();
  }
}
