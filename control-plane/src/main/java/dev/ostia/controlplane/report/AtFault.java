package dev.ostia.controlplane.report;

import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.ObjectKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From what a proxy refused to the objects that it was made from. */
public final class AtFault {

  private AtFault() {}

  /** Envoy names the resources that it refuses; only if it does not, all that were sent count. */
  public static List<String> refused(Set<String> names, String error) {
    List<String> found = names.stream().sorted().filter(error::contains).toList();
    return found.isEmpty() ? names.stream().sorted().toList() : found;
  }

  /** The objects that these resources of a type were made from. */
  public static Set<ObjectKey> origins(
      String typeUrl, Collection<String> names, Translation translation) {
    Set<ObjectKey> origins = new LinkedHashSet<>();
    Optional<ResourceType> type =
        Arrays.stream(ResourceType.values())
            .filter(candidate -> candidate.typeUrl().equals(typeUrl))
            .findFirst();
    type.ifPresent(
        known -> names.forEach(name -> origins.addAll(translation.origins(known, name))));
    return origins;
  }

  /** Objects with where they stand: {@code VirtualService default/reviews (reviews.yaml:3:1)}. */
  public static List<String> withPlaces(Collection<ObjectKey> keys, ConfigView view) {
    return keys.stream()
        .sorted()
        .map(
            key ->
                view.get(key)
                    .flatMap(object -> object.position(""))
                    .map(place -> key + " (" + place + ")")
                    .orElse(key.toString()))
        .toList();
  }
}
