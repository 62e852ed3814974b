package dev.ostia.translator.validate.syntax;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The syntax of HTTP header names and of the header values that Envoy formats. */
public final class HeaderSyntax {

  private static final Set<String> PSEUDO_HEADERS =
      Set.of(":method", ":scheme", ":authority", ":path", ":status");
  private static final String CLAIMS = "@request.auth.claims";

  private HeaderSyntax() {}

  /** Whether this is a header name by RFC 9110: a token. */
  public static boolean isName(String name) {
    return !name.isEmpty() && name.chars().allMatch(HeaderSyntax::isTokenCharacter);
  }

  /** Whether a match may name it: a header, a pseudo header or a claim of a JWT. */
  public static boolean isMatchable(String name) {
    return isName(name) || PSEUDO_HEADERS.contains(name) || isClaim(name);
  }

  /** Whether it names a claim of a JWT: {@code @request.auth.claims.sub} or {@code ...[sub]}. */
  public static boolean isClaim(String name) {
    if (!name.toLowerCase(Locale.ROOT).startsWith(CLAIMS)) {
      return false;
    }
    String rest = name.substring(CLAIMS.length());
    boolean dotted = rest.startsWith(".") && rest.length() > 1;
    return dotted || (rest.startsWith("[") && rest.endsWith("]") && rest.length() > 2);
  }

  /** Whether it stands for the authority, under either name. */
  public static boolean isAuthority(String name) {
    return name.equalsIgnoreCase(":authority") || name.equalsIgnoreCase("host");
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** What is wrong with a value that Envoy formats, {@code %VARIABLE%} and all; null if nothing. */
  public static @Nullable String faultOfValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == '\u007f') {
        return "the value holds a control character";
      }
    }
    return value.indexOf('%') < 0 ? null : new HeaderValueScanner(value).fault();
  }
}
