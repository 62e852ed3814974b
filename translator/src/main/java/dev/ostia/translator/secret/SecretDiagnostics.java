package dev.ostia.translator.secret;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.secret.ReadSecret.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is said of references that lead to no usable secret. */
final class SecretDiagnostics {

  private static final String EXTERNAL = "sds://";

  private final ConfigView view;
  private final String proxyNamespace;
  private final List<Diagnostic> found = new ArrayList<>();
  private @Nullable Map<String, Set<String>> namespacesByName;

  SecretDiagnostics(ConfigView view, String proxyNamespace) {
    this.view = view;
    this.proxyNamespace = proxyNamespace;
  }

  /** What was said since the last call. */
  List<Diagnostic> drain() {
    List<Diagnostic> said = List.copyOf(found);
    found.clear();
    return said;
  }

  /** A name that cannot be served at all. */
  void unservable(SecretReference reference) {
    String name = reference.sdsName();
    if (name.startsWith(EXTERNAL) || name.startsWith("builtin://")) {
      report(
          DiagnosticCode.NOT_HONOURED,
          reference,
          name
              + (name.startsWith(EXTERNAL)
                  ? " asks another SDS server, which is not supported"
                  : " asks for a certificate of a mesh, and there is none"),
          "Put the certificate into a Secret and name that");
    } else {
      report(
          DiagnosticCode.INVALID_REFERENCE,
          reference,
          "'" + name + "' names no Secret",
          "Write the name of a Secret in the gateway's namespace, or"
              + " kubernetes-gateway://namespace/name");
    }
  }

  /** The connection is one over which no secret goes. */
  void withheld(SecretReference reference) {
    report(
        DiagnosticCode.SECRET_DENIED,
        reference,
        "secrets are sent only over an xDS connection that stays on this machine or on which the"
            + " gateway shows a certificate or a token",
        "Serve xDS with --xds-cert, --xds-key and --xds-client-ca or --xds-token-audience");
  }

  /** Neither in the proxy's namespace nor granted. */
  void denied(SecretReference reference, SecretLocation location) {
    ObjectKey owner = reference.owner().key();
    report(
        DiagnosticCode.SECRET_DENIED,
        reference,
        location.object()
            + (location.object().namespace().equals(proxyNamespace)
                ? " is not in the namespace of this " + owner.kind().kindName()
                : " is not in the gateway's namespace " + proxyNamespace)
            + ", and no ReferenceGrant allows it",
        "Add a ReferenceGrant in namespace "
            + location.object().namespace()
            + " from "
            + owner.kind().kindName()
            + " (group "
            + owner.kind().group()
            + ") of namespace "
            + owner.namespace()
            + " to this Secret, or copy the Secret to "
            + proxyNamespace);
  }

  /** No such object. */
  void missing(SecretReference reference, SecretLocation location) {
    ObjectKey object = location.object();
    ObjectKey shared = location.sharedObject().orElse(null);
    Set<String> elsewhere = elsewhere(shared == null ? object : shared);
    report(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
        reference,
        shared == null
            ? object + " does not exist"
            : "neither " + object + " nor " + shared + " exists, to read authorities from",
        elsewhere.isEmpty()
            ? "Create it in " + object.namespace()
            : "There is one in "
                + String.join(", ", elsewhere)
                + "; it has to be in "
                + object.namespace());
  }

  private Set<String> elsewhere(ObjectKey missing) {
    if (missing.kind() != Kind.SECRET) {
      return Set.of();
    }
    Map<String, Set<String>> index = namespacesByName;
    if (index == null) {
      index = new TreeMap<>();
      for (ObjectKey key : view.kind(Kind.SECRET).keySet()) {
        index.computeIfAbsent(key.name(), name -> new TreeSet<>()).add(key.namespace());
      }
      namespacesByName = index;
    }
    return index.getOrDefault(missing.name(), Set.of());
  }

  /** The content is no good. */
  void unusable(SecretReference reference, ConfigObject<?> source, Unusable bad) {
    report(
        DiagnosticCode.UNUSABLE_SECRET,
        reference,
        name(source) + " " + bad.message(),
        bad.advice());
  }

  /** The content is good, but not now. */
  void invalidNow(SecretReference reference, ConfigObject<?> source, String problem) {
    report(
        DiagnosticCode.UNUSABLE_SECRET,
        reference,
        name(source) + " " + problem,
        "Put in a certificate that is valid now");
  }

  /** A part of the content is no good; the rest is served. */
  void warn(SecretReference reference, ConfigObject<?> source, String problem) {
    found.add(
        new Diagnostic(
            DiagnosticCode.UNUSABLE_SECRET,
            Severity.WARNING,
            reference.owner().key(),
            reference.field(),
            name(source) + " " + problem + ", so that part is not used",
            "Replace it or remove it",
            reference.owner().position(reference.field()).orElse(null)));
  }

  private static String name(ConfigObject<?> source) {
    return source.key() + source.position("").map(place -> " (" + place + ")").orElse("");
  }

  private void report(
      DiagnosticCode code, SecretReference reference, String problem, String advice) {
    boolean server = reference.owner().key().kind() == Kind.GATEWAY;
    found.add(
        Diagnostic.of(
            code,
            reference.owner(),
            reference.field(),
            problem
                + (server
                    ? ", so TLS handshakes of this server fail"
                    : ", so connections to the destination fail"),
            advice));
  }
}
