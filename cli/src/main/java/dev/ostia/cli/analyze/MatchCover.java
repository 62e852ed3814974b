package dev.ostia.cli.analyze;

import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.Locale;

/** Whether every request that one route takes is taken by another one, as far as can be proven. */
final class MatchCover {

  private MatchCover() {}

  /** Whether all that {@code narrow} matches is matched by {@code wide}. */
  static boolean covers(RouteMatch wide, RouteMatch narrow) {
    boolean plain =
        !wide.hasRuntimeFraction()
            && !wide.hasTlsContext()
            && wide.getDynamicMetadataCount() == 0
            && wide.getFilterStateCount() == 0;
    return plain
        && (!wide.hasGrpc() || narrow.hasGrpc())
        && narrow.getHeadersList().containsAll(wide.getHeadersList())
        && narrow.getQueryParametersList().containsAll(wide.getQueryParametersList())
        && coversPath(wide, narrow);
  }

  private static boolean coversPath(RouteMatch wide, RouteMatch narrow) {
    if (wide.getPathSpecifierCase() == RouteMatch.PathSpecifierCase.PREFIX
        && wide.getPrefix().equals("/")) {
      return true;
    }
    boolean anyCase = foldsCase(wide);
    if (foldsCase(narrow) && !anyCase) {
      return false;
    }
    return switch (wide.getPathSpecifierCase()) {
      case PREFIX -> begins(start(narrow), wide.getPrefix(), anyCase);
      case PATH ->
          narrow.getPathSpecifierCase() == RouteMatch.PathSpecifierCase.PATH
              && fold(narrow.getPath(), anyCase).equals(fold(wide.getPath(), anyCase));
      case PATH_SEPARATED_PREFIX -> coversSegments(wide.getPathSeparatedPrefix(), narrow, anyCase);
      case SAFE_REGEX ->
          narrow.hasSafeRegex()
              && narrow.getSafeRegex().getRegex().equals(wide.getSafeRegex().getRegex());
      default -> false;
    };
  }

  private static boolean coversSegments(String prefix, RouteMatch narrow, boolean anyCase) {
    String start = start(narrow);
    boolean below = begins(start, prefix + "/", anyCase);
    boolean same = fold(start, anyCase).equals(fold(prefix, anyCase));
    return below || (same && narrow.getPathSpecifierCase() != RouteMatch.PathSpecifierCase.PREFIX);
  }

  /** What every path begins with that the route takes; empty if that is not known. */
  private static String start(RouteMatch match) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> match.getPrefix();
      case PATH -> match.getPath();
      case PATH_SEPARATED_PREFIX -> match.getPathSeparatedPrefix();
      default -> "";
    };
  }

  private static boolean foldsCase(RouteMatch match) {
    return match.hasCaseSensitive() && !match.getCaseSensitive().getValue();
  }

  private static boolean begins(String text, String prefix, boolean anyCase) {
    return fold(text, anyCase).startsWith(fold(prefix, anyCase));
  }

  private static String fold(String text, boolean anyCase) {
    return anyCase ? text.toLowerCase(Locale.ROOT) : text;
  }
}
