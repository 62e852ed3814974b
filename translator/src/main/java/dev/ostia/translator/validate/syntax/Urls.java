package dev.ostia.translator.validate.syntax;

import static dev.ostia.translator.validate.document.Findings.quote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The syntax of URLs in Istio's objects. */
public final class Urls {

  private static final Set<String> WASM_SCHEMES = Set.of("", "http", "https", "file", "oci");

  private Urls() {}

  /** What is wrong with the URL of a key set; null if nothing. */
  public static @Nullable String faultOfHttpUrl(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return scheme.equals("http") || scheme.equals("https")
          ? null
          : quote(url) + " begins with neither http:// nor https://";
    } catch (URISyntaxException e) {
      return quote(url) + " is not a URL";
    }
  }

  /** What is wrong with the URL of a Wasm module; null if nothing. */
  public static @Nullable String faultOfWasmUrl(String url) {
    int end = url.indexOf("://");
    String scheme = end < 0 ? "" : url.substring(0, end);
    if (!WASM_SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      return quote(url) + " has a scheme that is none of file, http, https and oci";
    }
    try {
      new URI(end < 0 ? "http://" + url : url);
      return null;
    } catch (URISyntaxException e) {
      return quote(url) + " is not a URL";
    }
  }
}
