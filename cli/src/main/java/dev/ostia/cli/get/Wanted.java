package dev.ostia.cli.get;

import dev.ostia.cli.CommandFailure;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which objects were asked for.
 *
 * @param kinds in the order in which they are shown
 * @param names empty for all
 * @param namespace null for all
 * @param one whether one object of one kind was asked for
 */
record Wanted(List<Kind> kinds, List<String> names, @Nullable String namespace, boolean one) {

  private record Names(Kind kind, String brief) {}

  private static final List<Names> KNOWN =
      List.of(
          new Names(Kind.GATEWAY, "gw"),
          new Names(Kind.VIRTUAL_SERVICE, "vs"),
          new Names(Kind.DESTINATION_RULE, "dr"),
          new Names(Kind.SERVICE_ENTRY, "se"),
          new Names(Kind.WORKLOAD_ENTRY, "we"),
          new Names(Kind.SERVICE, "svc"),
          new Names(Kind.ENDPOINT_SLICE, ""),
          new Names(Kind.SECRET, ""),
          new Names(Kind.CONFIG_MAP, "cm"));

  private static final List<Kind> ALL =
      List.of(
          Kind.GATEWAY,
          Kind.VIRTUAL_SERVICE,
          Kind.DESTINATION_RULE,
          Kind.SERVICE_ENTRY,
          Kind.SERVICE,
          Kind.SECRET);

  /**
   * Reads {@code KIND[,KIND] [NAME...]} or {@code KIND/NAME}.
   *
   * @throws CommandFailure with exit code 2 for a kind that does not exist
   */
  static Wanted of(List<String> arguments, @Nullable String namespace) {
    List<String> names = new ArrayList<>(arguments.subList(1, arguments.size()));
    String first = arguments.getFirst();
    int slash = first.indexOf('/');
    if (slash >= 0) {
      names.add(0, first.substring(slash + 1));
      first = first.substring(0, slash);
    }
    List<Kind> kinds = new ArrayList<>();
    for (String name : first.split(",", -1)) {
      if (name.equals("all")) {
        kinds.addAll(ALL);
      } else {
        kinds.add(kind(name));
      }
    }
    return new Wanted(
        kinds.stream().distinct().toList(),
        List.copyOf(names),
        namespace,
        kinds.size() == 1 && names.size() == 1);
  }

  private static Kind kind(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    int dot = plain.indexOf('.');
    String wanted = dot < 0 ? plain : plain.substring(0, dot);
    Optional<Names> found =
        KNOWN.stream()
            .filter(
                known ->
                    wanted.equals(known.kind.plural())
                        || wanted.equals(known.kind.kindName().toLowerCase(Locale.ROOT))
                        || (!wanted.isEmpty() && wanted.equals(known.brief)))
            .findFirst();
    return found.orElseThrow(
            () ->
                new CommandFailure(
                    "there is no kind \"%s\"; there are %s and all"
                        .formatted(
                            name,
                            String.join(
                                ", ", KNOWN.stream().map(known -> known.kind.plural()).toList())),
                    2))
        .kind;
  }

  /** Whether this object was asked for. */
  boolean has(ObjectKey key) {
    return hasInAnyNamespace(key) && (namespace == null || key.namespace().equals(namespace));
  }

  /** Whether it would have been, with {@code -A}. */
  boolean hasInAnyNamespace(ObjectKey key) {
    return kinds.contains(key.kind()) && (names.isEmpty() || names.contains(key.name()));
  }

  /** {@code virtualservice.networking.istio.io/reviews}. */
  static String qualified(ObjectKey key) {
    String kind = key.kind().kindName().toLowerCase(Locale.ROOT);
    String group = key.kind().group();
    return kind + (group.isEmpty() ? "" : "." + group) + "/" + key.name();
  }
}
