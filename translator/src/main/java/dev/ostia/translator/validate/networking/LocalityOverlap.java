package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Localities, {@code region/zone/subzone} with an optional {@code *} at the end, of which none may
 * be covered by an earlier one of the same list.
 */
final class LocalityOverlap {

  private LocalityOverlap() {}

  /** Notes the first fault of a list of localities. */
  static void check(List<Field> localities, Function<Field, String> name, Findings findings) {
    List<String[]> seen = new ArrayList<>();
    for (Field field : localities) {
      String locality = name.apply(field);
      String fault = fault(locality, seen);
      if (fault != null) {
        findings.refuse(field, fault);
        return;
      }
      seen.add(locality.split("/", 3));
    }
  }

  private static @Nullable String fault(String locality, List<String[]> seen) {
    int star = locality.indexOf('*');
    if (star >= 0 && star != locality.length() - 1) {
      return "the locality " + quote(locality) + " has a * that is not at its end";
    }
    String[] parts = locality.split("/", 3);
    for (String[] other : seen) {
      if (covers(other, parts) || isPartOf(parts, other)) {
        return "the locality " + quote(locality) + " overlaps one before it";
      }
    }
    for (String part : parts) {
      if (part.isEmpty()) {
        return "the locality " + quote(locality) + " has an empty region, zone or subzone";
      }
    }
    return null;
  }

  /** Whether an outer locality, perhaps with a wildcard, holds an inner one. */
  private static boolean covers(String[] outer, String[] inner) {
    for (int i = 0; i < outer.length; i++) {
      if (outer[i].equals("*")) {
        return true;
      }
      if (i >= inner.length || !outer[i].equals(inner[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the inner one spells out the outer one. As in Istio a wildcard after a narrower
   * locality is allowed, because it stands for the rest.
   */
  private static boolean isPartOf(String[] outer, String[] inner) {
    return outer.length <= inner.length
        && Arrays.equals(outer, 0, outer.length, inner, 0, outer.length);
  }
}
