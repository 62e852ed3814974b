package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.Expectation.Observation;
import dev.ostia.controlplane.cases.Expectation.Seen;
import dev.ostia.controlplane.cases.Expectation.Shown;
import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.translator.simulate.Headers;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares an answer with what was expected of it. */
public final class CallCheck {

  private final List<String> differences = new ArrayList<>();

  private CallCheck() {}

  /** What differs, one line each; empty if nothing. */
  public static List<String> differences(Expectation expected, Answer answer) {
    CallCheck check = new CallCheck();
    check.answer(expected, answer);
    return check.differences;
  }

  /**
   * What differs in how often each backend answered.
   *
   * @param counts by backend, of as many calls as the observation asks for
   */
  public static List<String> differences(
      Observation expected, Map<String, ? extends Number> counts) {
    CallCheck check = new CallCheck();
    if (expected.backends().isEmpty()) {
      if (counts.size() != 1) {
        check.differ("backends that answer", "always the same", counts.toString());
      }
      return check.differences;
    }
    expected
        .backends()
        .forEach(
            (backend, bounds) -> {
              double count = counts.containsKey(backend) ? counts.get(backend).doubleValue() : 0;
              if (!bounds.hold(count)) {
                check.differ("answers of " + backend, bounds.toString(), "" + count);
              }
            });
    for (String backend : counts.keySet()) {
      if (!expected.backends().containsKey(backend)) {
        check.differ("answers of " + backend, "none", "" + counts.get(backend));
      }
    }
    return check.differences;
  }

  private void answer(Expectation expected, Answer answer) {
    equal("outcome", expected.outcome(), answer.outcome());
    expected.status().ifPresent(s -> equal("status", "" + s, "" + answer.status()));
    expected.backend().ifPresent(b -> equal("backend", b, answer.backend()));
    expected.body().ifPresent(b -> equal("body", b, answer.body()));
    headers("header ", expected.headers(), answer.headers());
    answer.handshake().ifPresentOrElse(h -> shown(expected.shown(), h), () -> unseen(expected));
    expected.sees().ifPresent(s -> sees(s, answer.seen()));
  }

  private void sees(Seen expected, Optional<BackendView> seen) {
    if (seen.isEmpty()) {
      differ("backend", "some", "none");
      return;
    }
    BackendView view = seen.get();
    expected.method().ifPresent(m -> equal("method at the backend", m, view.method()));
    expected.path().ifPresent(p -> equal("path at the backend", p, view.path()));
    expected.host().ifPresent(h -> equal("host at the backend", h, view.host()));
    headers("header at the backend ", expected.headers(), view.headers());
    expected
        .tls()
        .forEach(
            (name, value) ->
                equal(
                    "TLS " + name + " at the backend",
                    value.orElse(""),
                    view.tls().getOrDefault(name, "")));
  }

  private void shown(Shown expected, Handshake handshake) {
    expected
        .certificate()
        .ifPresent(
            name ->
                equal(
                    "certificate",
                    describe(Certificates.OF_CASES.get(name).certificate()),
                    describe(handshake.certificate())));
    expected.alpn().ifPresent(a -> equal("ALPN", a, handshake.alpn()));
    expected.tlsVersion().ifPresent(v -> equal("TLS version", v, handshake.version()));
    expected.stapled().ifPresent(s -> equal("OCSP response", s, "" + handshake.stapled()));
    expected.cipher().ifPresent(c -> equal("cipher suite", c, handshake.cipher()));
  }

  /** Subject, serial number and key: what tells two certificates apart. */
  private static String describe(X509Certificate certificate) {
    return certificate.getSubjectX500Principal()
        + " serial "
        + certificate.getSerialNumber()
        + " key "
        + Arrays.hashCode(certificate.getPublicKey().getEncoded());
  }

  private void unseen(Expectation expected) {
    if (!expected.shown().equals(Shown.NOTHING)) {
      differ("handshake", expected.shown().toString(), "none");
    }
  }

  private void headers(String what, Map<String, Optional<String>> expected, Headers actual) {
    expected.forEach(
        (name, value) -> {
          Optional<String> found = actual.value(name);
          boolean any = value.equals(Optional.of(Expectation.ANY)) && found.isPresent();
          if (!any && !value.equals(found)) {
            differ(what + name, value.orElse("(absent)"), found.orElse("(absent)"));
          }
        });
  }

  private void equal(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      differ(what, expected, actual);
    }
  }

  private void differ(String what, String expected, String actual) {
    differences.add(what + ": expected " + expected + ", got " + actual);
  }
}
