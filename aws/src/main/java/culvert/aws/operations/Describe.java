package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.View;
import culvert.aws.wire.Answer;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.aws.wire.Xml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * A describe operation: its list, its ids, its filters, its pages. What is stored is described as
 * it stands, in XML that was written once; where AWS shows more than what is stored, {@link #view}
 * derives it.
 *
 * @param <T> the shape that is described
 */
public final class Describe<T extends SdkPojo> {

  private final Kind<T> kind;
  private final Supplier<? extends SdkPojo> request;
  private final Supplier<? extends SdkPojo> response;
  private final String list;
  private final Filters<T> filters;
  private @Nullable String idMember;
  private @Nullable Lookup<T> lookup;
  private @Nullable String nameMember;
  private @Nullable BiFunction<String, CatalogView, String> idOfName;
  private @Nullable BiFunction<T, CatalogView, T> view;
  private @Nullable Function<CatalogView, Stream<Resource<T>>> shared;
  private Predicate<T> visible = _ -> true;
  private Function<SdkPojo, Predicate<T>> also = _ -> _ -> true;
  private int leastResults = Paging.LEAST;

  public Describe(
      Kind<T> kind,
      Supplier<? extends SdkPojo> request,
      Supplier<? extends SdkPojo> response,
      String list,
      Filters<T> filters) {
    this.kind = kind;
    this.request = request;
    this.response = response;
    this.list = list;
    this.filters = filters;
  }

  /** The request's member that lists ids, and what is said of one that is not there. */
  public Describe<T> ids(String member, Lookup<T> found) {
    this.idMember = member;
    this.lookup = found;
    return this;
  }

  /** The request's member that lists names, and the id that each stands for. */
  public Describe<T> named(String member, BiFunction<String, CatalogView, String> id) {
    this.nameMember = member;
    this.idOfName = id;
    return this;
  }

  /** What AWS shows for a stored shape. */
  public Describe<T> view(BiFunction<T, CatalogView, T> derived) {
    this.view = derived;
    return this;
  }

  /** What the caller sees of other accounts' besides its own. */
  public Describe<T> shared(Function<CatalogView, Stream<Resource<T>>> others) {
    this.shared = others;
    return this;
  }

  /** Which stored ones are shown at all. */
  public Describe<T> visible(Predicate<T> shown) {
    this.visible = shown;
    return this;
  }

  /** What members of the request beside ids and filters ask for. */
  @SuppressWarnings("unchecked")
  public <Q extends SdkPojo> Describe<T> wanted(Function<Q, Predicate<T>> asked) {
    this.also = request -> asked.apply((Q) request);
    return this;
  }

  /** The least that {@code MaxResults} may be, where that is not the usual. */
  public Describe<T> leastResults(int least) {
    this.leastResults = least;
    return this;
  }

  Kind<T> kind() {
    return kind;
  }

  Supplier<? extends SdkPojo> request() {
    return request;
  }

  Filters<T> filters() {
    return filters;
  }

  /** Answers one page. */
  Answer answer(SdkPojo asked, View catalog) {
    Shape shape = Shape.of(asked);
    List<Filter> given = filtersOf(asked, shape);
    Predicate<T> matching = filters.matching(given).and(also.apply(asked));
    Paging paging = Paging.of(asked, leastResults);
    List<byte[]> elements = new ArrayList<>();
    long last = 0;
    boolean more = false;
    Iterator<Resource<T>> candidates =
        candidates(asked, shape, given, paging.after(), catalog).iterator();
    while (candidates.hasNext()) {
      Resource<T> resource = candidates.next();
      T shown = shown(resource, catalog);
      if (!visible.test(shown) || !matching.test(shown)) {
        continue;
      }
      if (elements.size() == paging.most()) {
        more = true;
        break;
      }
      elements.add(view == null ? resource.encoded(Xml::item) : Xml.item(shown));
      last = resource.sequence();
    }
    SdkPojo builder = response.get();
    if (more) {
      Member token = Objects.requireNonNull(Shape.of(builder).member("NextToken"));
      token.set(builder, paging.token(last));
    }
    return new Answer.Page(Shape.build(builder), list, elements);
  }

  /** What AWS shows of a resource. */
  T shown(Resource<T> resource, CatalogView catalog) {
    return view == null ? resource.shape() : view.apply(resource.shape(), catalog);
  }

  private Stream<Resource<T>> candidates(
      SdkPojo asked, Shape shape, List<Filter> wanted, long after, View catalog) {
    Set<String> ids = idsOf(asked, shape, catalog);
    if (!ids.isEmpty()) {
      return ids.stream()
          .map(id -> known(id, catalog))
          .sorted(Comparator.comparingLong(Resource::sequence))
          .filter(resource -> resource.sequence() > after);
    }
    String reference = filters.reference(wanted);
    if (reference != null) {
      return catalog
          .snapshot()
          .referring(catalog.scope(), kind, reference)
          .filter(resource -> resource.sequence() > after)
          .sorted(Comparator.comparingLong(Resource::sequence));
    }
    Stream<Resource<T>> own = catalog.snapshot().after(catalog.scope(), kind, after);
    return shared == null
        ? own
        : Stream.concat(own, shared.apply(catalog).filter(each -> each.sequence() > after))
            .sorted(Comparator.comparingLong(Resource::sequence));
  }

  private Resource<T> known(String id, View catalog) {
    Lookup<T> by = Objects.requireNonNull(lookup);
    by.check(id);
    Resource<T> resource = find(id, catalog);
    if (resource == null || !visible.test(shown(resource, catalog))) {
      throw by.notFound(id);
    }
    return resource;
  }

  private @Nullable Resource<T> find(String id, View catalog) {
    Resource<T> own = catalog.resource(kind, id);
    return own != null || shared == null
        ? own
        : shared.apply(catalog).filter(each -> each.id().equals(id)).findFirst().orElse(null);
  }

  private Set<String> idsOf(SdkPojo asked, Shape shape, CatalogView catalog) {
    Set<String> ids = new LinkedHashSet<>(strings(asked, shape, idMember));
    BiFunction<String, CatalogView, String> byName = idOfName;
    if (byName != null) {
      strings(asked, shape, nameMember).forEach(name -> ids.add(byName.apply(name, catalog)));
    }
    return ids;
  }

  private static List<String> strings(SdkPojo asked, Shape shape, @Nullable String name) {
    Member member = name == null ? null : shape.member(name);
    return member == null ? List.of() : member.strings(asked);
  }

  @SuppressWarnings("unchecked")
  private static List<Filter> filtersOf(SdkPojo asked, Shape shape) {
    Member member = shape.member("Filters");
    if (member == null) {
      member = shape.member("Filter");
    }
    Object given = member == null ? null : member.get(asked);
    return given == null ? List.of() : (List<Filter>) given;
  }
}
