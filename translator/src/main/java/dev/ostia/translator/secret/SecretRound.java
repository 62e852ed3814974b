package dev.ostia.translator.secret;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.secret.ReadSecret.Unusable;
import dev.ostia.translator.secret.ReadSecret.Usable;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for one view what is served for the names that Envoy asks for. What was read before is
 * not read again.
 */
final class SecretRound {

  private final ConfigView view;
  private final Proxy proxy;
  private final SecretAccess access;
  private final SecretDiagnostics diagnostics;
  private final Map<String, SecretOutcome> before;

  /**
   * A round.
   *
   * @param before the outcomes of the round before, by SDS name
   */
  SecretRound(ConfigView view, Proxy proxy, Map<String, SecretOutcome> before) {
    this.view = view;
    this.proxy = proxy;
    this.before = before;
    this.access = new SecretAccess(view, proxy.namespace());
    this.diagnostics = new SecretDiagnostics(view, proxy.namespace());
  }

  /** One that may be had by one reference is there for all: Envoy asks by name alone. */
  SecretOutcome of(String sdsName, List<SecretReference> references) {
    Optional<Secret> inFiles = FileSecrets.secret(sdsName);
    if (inFiles.isPresent()) {
      return files(sdsName, inFiles.get(), references);
    }
    SecretLocation location = SecretLocation.parse(sdsName, proxy.namespace()).orElse(null);
    if (location == null) {
      references.forEach(diagnostics::unservable);
      return SecretOutcome.nothing(diagnostics.drain());
    }
    List<SecretReference> allowed = new ArrayList<>();
    for (SecretReference reference : references) {
      if (!proxy.secretsAllowed()) {
        diagnostics.withheld(reference);
      } else if (access.isAllowed(location, reference.owner().key())) {
        allowed.add(reference);
      } else {
        diagnostics.denied(reference, location);
      }
    }
    return allowed.isEmpty()
        ? SecretOutcome.nothing(diagnostics.drain())
        : read(sdsName, location, allowed);
  }

  /** What files hold is for Envoy to see; the name says all that there is to say. */
  private SecretOutcome files(String sdsName, Secret files, List<SecretReference> references) {
    SecretOutcome known = before.get(sdsName);
    Message message = known == null || known.message() == null ? files : known.message();
    Set<ObjectKey> owners =
        references.stream()
            .map(reference -> reference.owner().key())
            .collect(Collectors.toUnmodifiableSet());
    return new SecretOutcome(null, null, message, message, owners, List.of(), Instant.MAX);
  }

  private SecretOutcome read(
      String sdsName, SecretLocation location, List<SecretReference> references) {
    ConfigObject<?> source = source(location);
    if (source == null) {
      references.forEach(reference -> diagnostics.missing(reference, location));
      return SecretOutcome.nothing(diagnostics.drain());
    }
    SecretOutcome known = before.get(sdsName);
    ReadSecret read = known == null || !source.equals(known.source()) ? null : known.read();
    Message readable = known == null ? null : known.readable();
    if (read == null) {
      SecretData data = SecretData.of(source);
      read = location.authorities() ? AuthorityReader.read(data) : CertificateReader.read(data);
      readable = orEqual(read instanceof Usable good ? named(good, sdsName) : null, readable);
    }
    return outcome(source, read, readable, references);
  }

  private static Message named(Usable good, String sdsName) {
    return good.content().toBuilder().setName(sdsName).build();
  }

  private static @Nullable Message orEqual(@Nullable Message now, @Nullable Message known) {
    return now != null && now.equals(known) ? known : now;
  }

  private SecretOutcome outcome(
      ConfigObject<?> source,
      ReadSecret read,
      @Nullable Message readable,
      List<SecretReference> references) {
    Instant validUntil = Instant.MAX;
    Message message = readable;
    switch (read) {
      case Unusable bad ->
          references.forEach(reference -> diagnostics.unusable(reference, source, bad));
      case Usable good -> {
        for (String warning : good.warnings()) {
          references.forEach(reference -> diagnostics.warn(reference, source, warning));
        }
        Instant now = view.time().orElse(null);
        if (now != null) {
          validUntil = good.validity().nextChange(now);
          Optional<String> problem = good.validity().problem(now);
          problem.ifPresent(
              what ->
                  references.forEach(reference -> diagnostics.invalidNow(reference, source, what)));
          message = problem.isPresent() ? null : readable;
        }
      }
    }
    return new SecretOutcome(
        source,
        read,
        readable,
        message,
        message == null ? Set.of() : Set.of(source.key()),
        diagnostics.drain(),
        validUntil);
  }

  private @Nullable ConfigObject<?> source(SecretLocation location) {
    return view.get(location.object())
        .or(() -> location.sharedObject().flatMap(view::get))
        .orElse(null);
  }
}
