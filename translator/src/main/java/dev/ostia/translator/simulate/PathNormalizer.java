package dev.ostia.translator.simulate;

import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Envoy makes of a path before it routes, as the connection manager's {@code normalize_path},
 * {@code merge_slashes} and {@code path_with_escaped_slashes_action} say.
 */
final class PathNormalizer {

  private static final String ESCAPED_IN_PATH = "\"<>^`{|} ";

  private PathNormalizer() {}

  /** What came of it. */
  sealed interface Result {
    record Path(String value) implements Result {}

    /** Refused with 400. */
    record BadRequest(String reason) implements Result {}

    /** Answered with a redirect (307) to the unescaped path. */
    record Redirect(String path) implements Result {}
  }

  static Result normalize(HttpConnectionManager manager, String target) {
    Optional<String> fault = fault(target);
    if (fault.isPresent()) {
      return new Result.BadRequest(fault.get());
    }
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    String rest = query < 0 ? "" : target.substring(query);
    boolean escaped = unescapeSlashes(path).length() != path.length();
    PathWithEscapedSlashesAction action = manager.getPathWithEscapedSlashesAction();
    boolean redirect = action == PathWithEscapedSlashesAction.UNESCAPE_AND_REDIRECT && escaped;
    if (escaped && action == PathWithEscapedSlashesAction.REJECT_REQUEST) {
      return new Result.BadRequest("the path has an escaped slash");
    }
    if (redirect || action == PathWithEscapedSlashesAction.UNESCAPE_AND_FORWARD) {
      path = unescapeSlashes(path);
    }
    if (manager.getNormalizePath().getValue()) {
      path = canonical(path);
    }
    if (manager.getMergeSlashes()) {
      path = path.replaceAll("/+", "/");
    }
    return redirect ? new Result.Redirect(path + rest) : new Result.Path(path + rest);
  }

  private static Optional<String> fault(String target) {
    if (!target.startsWith("/")) {
      return Optional.of("the path does not start with a slash");
    }
    if (target.indexOf('#') >= 0) {
      return Optional.of("the path has a fragment");
    }
    if (!target.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return Optional.of("the path has a character that HTTP does not allow");
    }
    return Optional.empty();
  }

  private static String unescapeSlashes(String path) {
    return path.replaceAll("(?i)%2f", "/").replaceAll("(?i)%5c", "\\\\");
  }

  /** Dot segments resolved, unreserved characters unescaped, others escaped where they must be. */
  private static String canonical(String path) {
    String text = recode(path.replace('\\', '/'));
    List<String> segments = new ArrayList<>();
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (parts[i].equals("..")) {
        if (!segments.isEmpty()) {
          segments.removeLast();
        }
      } else if (!parts[i].equals(".")) {
        segments.add(parts[i]);
        continue;
      }
      if (last) {
        segments.add("");
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String recode(String path) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int code = c == '%' ? hex(path, i + 1) : -1;
      if (code >= 0 && unreserved((char) code)) {
        out.append((char) code);
        i += 2;
      } else if (ESCAPED_IN_PATH.indexOf(c) >= 0) {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The two hexadecimal digits at this place; -1 if there are none. */
  private static int hex(String text, int start) {
    if (start + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(start), 16);
    int low = Character.digit(text.charAt(start + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean unreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
