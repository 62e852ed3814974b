package dev.ostia.translator.secret;

import com.google.protobuf.Message;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.secret.ReadSecret.Unusable;
import dev.ostia.translator.secret.ReadSecret.Usable;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that listeners and clusters of one proxy ask for. What cannot be served (missing, not
 * allowed, damaged, expired) is left out and said; the rest goes on.
 *
 * <p>Keeps what it read: a Secret that did not change is not parsed again, and its resource stays
 * the same instance. Not thread-safe.
 */
public final class SecretTranslator {

  /** What one call depends on. */
  private record Input(
      List<Set<SecretReference>> references,
      List<Map<ObjectKey, ConfigObject<?>>> objects,
      Optional<Instant> time) {

    static Input of(ConfigView view, List<Set<SecretReference>> references) {
      return new Input(
          references,
          List.of(
              view.kind(Kind.SECRET), view.kind(Kind.CONFIG_MAP), view.kind(Kind.REFERENCE_GRANT)),
          view.time());
    }

    /** Whether a result for the other one, valid until a moment, is right for this one as well. */
    @SuppressWarnings("ReferenceEquality") // the same map means that nothing of the kind changed
    boolean same(Input other, Instant validUntil) {
      for (int i = 0; i < objects.size(); i++) {
        if (objects.get(i) != other.objects.get(i)) {
          return false;
        }
      }
      return sameTime(other, validUntil) && references.equals(other.references);
    }

    private boolean sameTime(Input other, Instant validUntil) {
      return (time.isPresent() && other.time.isPresent())
          ? (!time.get().isBefore(other.time.get()) && time.get().isBefore(validUntil))
          : time.equals(other.time);
    }
  }

  /** A secret with what it was read from. */
  private record Served(ConfigObject<?> source, ReadSecret read, @Nullable Message message) {}

  private final Proxy proxy;
  private Map<String, Served> memo = Map.of();
  private @Nullable Input input;
  private SecretResources result = SecretResources.NONE;

  /** A translator for this proxy. */
  public SecretTranslator(Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * The secrets for these references.
   *
   * @param references sets of them, of listeners and of clusters
   */
  public SecretResources translate(ConfigView view, List<Set<SecretReference>> references) {
    Input now = Input.of(view, references);
    Input before = input;
    if (before == null || !now.same(before, result.validUntil())) {
      result = new Round(view).make(references);
      input = now;
    }
    return result;
  }

  /** The work of one call. */
  private final class Round {
    private final ConfigView view;
    private final SecretAccess access;
    private final SecretDiagnostics diagnostics;
    private final TreeMap<String, Message> secrets = new TreeMap<>();
    private final Map<String, Set<ObjectKey>> origins = new HashMap<>();
    private final Map<String, Served> served = new HashMap<>();
    private Instant validUntil = Instant.MAX;

    Round(ConfigView view) {
      this.view = view;
      this.access = new SecretAccess(view, proxy.namespace());
      this.diagnostics = new SecretDiagnostics(view, proxy.namespace());
    }

    SecretResources make(List<Set<SecretReference>> references) {
      Map<String, List<SecretReference>> byName = new TreeMap<>();
      for (Set<SecretReference> part : references) {
        for (SecretReference reference : part) {
          byName.computeIfAbsent(reference.sdsName(), n -> new ArrayList<>()).add(reference);
        }
      }
      byName.forEach(this::add);
      memo = served;
      return new SecretResources(
          Collections.unmodifiableNavigableMap(secrets),
          Collections.unmodifiableMap(origins),
          diagnostics.all(),
          validUntil);
    }

    /** One that may be had by one reference is there for all: Envoy asks by name alone. */
    private void add(String sdsName, List<SecretReference> references) {
      Optional<Secret> inFiles = FileSecrets.secret(sdsName);
      if (inFiles.isPresent()) {
        addFiles(sdsName, inFiles.get(), references);
        return;
      }
      SecretLocation location = SecretLocation.parse(sdsName, proxy.namespace()).orElse(null);
      if (location == null) {
        references.forEach(diagnostics::unservable);
        return;
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
      if (!allowed.isEmpty()) {
        read(sdsName, location, allowed);
      }
    }

    /** What files hold is for Envoy to see; the name says all that there is to say. */
    private void addFiles(String sdsName, Secret files, List<SecretReference> references) {
      Message before = result.secrets().get(sdsName);
      secrets.put(sdsName, before == null ? files : before);
      origins.put(
          sdsName,
          references.stream()
              .map(reference -> reference.owner().key())
              .collect(Collectors.toUnmodifiableSet()));
    }

    private void read(String sdsName, SecretLocation location, List<SecretReference> references) {
      ConfigObject<?> source = source(location);
      if (source == null) {
        references.forEach(reference -> diagnostics.missing(reference, location));
        return;
      }
      Served found = served(sdsName, source, location);
      served.put(sdsName, found);
      switch (found.read()) {
        case Unusable bad ->
            references.forEach(reference -> diagnostics.unusable(reference, source, bad));
        case Usable good -> {
          for (String warning : good.warnings()) {
            references.forEach(reference -> diagnostics.warn(reference, source, warning));
          }
          addValid(sdsName, found, good, references);
        }
      }
    }

    private void addValid(
        String sdsName, Served found, Usable good, List<SecretReference> references) {
      Instant now = view.time().orElse(null);
      if (now != null) {
        Instant change = good.validity().nextChange(now);
        validUntil = change.isBefore(validUntil) ? change : validUntil;
        Optional<String> problem = good.validity().problem(now);
        if (problem.isPresent()) {
          references.forEach(
              reference -> diagnostics.invalidNow(reference, found.source(), problem.get()));
          return;
        }
      }
      if (found.message() != null) {
        secrets.put(sdsName, found.message());
        origins.put(sdsName, Set.of(found.source().key()));
      }
    }

    private @Nullable ConfigObject<?> source(SecretLocation location) {
      return view.get(location.object())
          .or(() -> location.sharedObject().flatMap(view::get))
          .orElse(null);
    }

    private Served served(String sdsName, ConfigObject<?> source, SecretLocation location) {
      Served before = memo.get(sdsName);
      if (before != null && before.source().equals(source)) {
        return before;
      }
      SecretData data = SecretData.of(source);
      ReadSecret read =
          location.authorities() ? AuthorityReader.read(data) : CertificateReader.read(data);
      if (!(read instanceof Usable good)) {
        return new Served(source, read, null);
      }
      Message message = good.content().toBuilder().setName(sdsName).build();
      boolean kept = before != null && message.equals(before.message());
      return new Served(source, read, kept && before != null ? before.message() : message);
    }
  }
}
