package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.common.CommonRules;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Regexes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What Istio refuses in a redirect, a direct response and a rewrite. */
final class HttpActionRules {

  private static final int MAX_BODY = 1024 * 1024;

  private HttpActionRules() {}

  static void checkRedirect(Field route, Findings findings) {
    Field redirect = route.get("redirect");
    if (redirect.absent()) {
      return;
    }
    boolean uri = !redirect.text("uri").isEmpty();
    boolean prefix = !redirect.text("prefixRewrite").isEmpty();
    if (uri && prefix) {
      findings.refuse(
          redirect.get("prefixRewrite"), "uri and prefixRewrite cannot both be given", "Keep one");
    }
    if (prefix) {
      checkPrefixes(route, redirect, findings);
    }
    boolean target =
        uri
            || prefix
            || !redirect.text("authority").isEmpty()
            || !redirect.text("scheme").isEmpty()
            || redirect.has("port")
            || redirect.has("derivePort");
    if (!target) {
      findings.refuse(
          redirect, "the redirect changes nothing", "Give uri, authority, scheme or port");
    }
    long code = redirect.number("redirectCode");
    if (code != 0 && (code < 300 || code > 399)) {
      findings.refuse(
          redirect.get("redirectCode"), code + " is not a code of a redirect", "Use 301 to 308");
    }
    String scheme = redirect.text("scheme");
    if (!List.of("", "http", "https").contains(scheme)) {
      findings.refuse(redirect.get("scheme"), quote(scheme) + " is neither http nor https");
    }
    CommonRules.optionalPort(redirect.get("port"), findings);
  }

  private static void checkPrefixes(Field route, Field redirect, Findings findings) {
    boolean other =
        route.items("match").stream()
            .anyMatch(match -> match.has("uri") && !match.get("uri").has("prefix"));
    if (other) {
      findings.refuse(
          redirect.get("prefixRewrite"),
          "prefixRewrite needs every uri of match to be a prefix",
          "Match by prefix, or redirect to a uri");
    }
  }

  static void checkDirectResponse(Field response, Findings findings) {
    if (response.absent()) {
      return;
    }
    Field body = response.get("body");
    int size =
        body.has("bytes")
            ? Base64.getMimeDecoder().decode(body.text("bytes")).length
            : body.text("string").getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BODY) {
      findings.refuse(
          body,
          "the body has " + size + " bytes; at most 1 MiB is allowed",
          "Serve it by a backend");
    }
    checkStatus(response.get("status"), findings);
  }

  /** A status must be one that a response can end with. */
  static void checkStatus(Field status, Findings findings) {
    long code = status.number();
    if (code < 200 || code > 600) {
      findings.refuse(status, code + " is not a status of a response", "Use 200 to 599");
    }
  }

  static void checkRewrite(Field rewrite, Findings findings) {
    if (rewrite.absent()) {
      return;
    }
    boolean uri = !rewrite.text("uri").isEmpty();
    Field regex = rewrite.get("uriRegexRewrite");
    if (uri && regex.present()) {
      findings.refuse(regex, "uri and uriRegexRewrite cannot both be given", "Keep one");
      return;
    }
    if (!uri && regex.absent() && rewrite.text("authority").isEmpty()) {
      findings.refuse(
          rewrite, "the rewrite changes nothing", "Give uri, uriRegexRewrite or authority");
      return;
    }
    if (regex.absent()) {
      return;
    }
    if (regex.text("match").isEmpty() || regex.text("rewrite").isEmpty()) {
      findings.refuse(
          regex,
          "both match and rewrite are needed",
          "Give what to look for and what to put there");
      return;
    }
    CommonRules.refuseIf(Regexes.fault(regex.text("match")), regex.get("match"), findings);
  }
}
