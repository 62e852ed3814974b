package dev.ostia.translator.secret;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * When certificates are valid. Of several, such as authorities, one that is valid is enough.
 *
 * @param periods at least one
 */
record Validity(List<Period> periods) {

  /**
   * The period of one certificate. Its times are whole seconds, the last of which counts in full.
   *
   * @param last included
   */
  record Period(Instant first, Instant last) {

    Instant end() {
      return last.plusSeconds(1);
    }
  }

  static Validity of(List<X509CertificateHolder> certificates) {
    return new Validity(
        certificates.stream()
            .map(c -> new Period(c.getNotBefore().toInstant(), c.getNotAfter().toInstant()))
            .toList());
  }

  /** Why none is valid at a moment; empty if one is. */
  Optional<String> problem(Instant now) {
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Period period : periods) {
      if (now.isBefore(period.first)) {
        first = period.first.isBefore(first) ? period.first : first;
      } else if (now.isBefore(period.end())) {
        return Optional.empty();
      } else {
        last = period.last.isAfter(last) ? period.last : last;
      }
    }
    return Optional.of(
        first.equals(Instant.MAX)
            ? "has a certificate that expired at " + last
            : "has a certificate that is not valid before " + first);
  }

  /** The first moment after this one at which the answer may be another. */
  Instant nextChange(Instant now) {
    Instant next = Instant.MAX;
    for (Period period : periods) {
      Instant change = now.isBefore(period.first) ? period.first : period.end();
      if (now.isBefore(change) && change.isBefore(next)) {
        next = change;
      }
    }
    return next;
  }
}
