package dev.ostia.translator.listener.tls;

import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.tls.CipherSuites;
import dev.ostia.translator.tls.EcdhCurves;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ServerTLSSettingsTLSProtocol;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code minProtocolVersion}, {@code maxProtocolVersion}, {@code cipherSuites} and {@code
 * ecdhCurves}. Names that are not known are left out; where none is left Envoy's defaults hold.
 */
final class ProtocolSettings {

  private ProtocolSettings() {}

  /** The parameters; empty if nothing is asked for. */
  static Optional<TlsParameters> of(TlsScope scope, TlsDefaults defaults) {
    ServerTLSSettings tls = scope.tls();
    TlsProtocol lowest = version(tls.getMinProtocolVersion());
    TlsParameters.Builder parameters =
        TlsParameters.newBuilder()
            .setTlsMinimumProtocolVersion(
                lowest == TlsProtocol.TLS_AUTO ? version(defaults) : lowest)
            .setTlsMaximumProtocolVersion(version(tls.getMaxProtocolVersion()));
    checkVersions(parameters, scope);
    if (tls.getCipherSuites() == null || tls.getCipherSuites().isEmpty()) {
      Collection<String> suites =
          knownOfMesh(
              defaults.cipherSuites(), CipherSuites::isKnown, "tlsDefaults.cipherSuites", scope);
      if (CipherSuites.leavesAny(suites)) {
        parameters.addAllCipherSuites(suites);
      }
    } else {
      Collection<String> suites =
          known(tls.getCipherSuites(), CipherSuites::isKnown, ".cipherSuites", scope);
      if (CipherSuites.leavesAny(suites)) {
        parameters.addAllCipherSuites(suites);
      } else {
        scope.noEffect(".cipherSuites", "it names no suite, so Envoy's defaults hold");
      }
    }
    if (tls.getAdditionalProperties().get("ecdhCurves") instanceof List<?> curves) {
      parameters.addAllEcdhCurves(
          known(
              curves.stream().map(String::valueOf).toList(),
              EcdhCurves::isKnown,
              ".ecdhCurves",
              scope));
    } else {
      parameters.addAllEcdhCurves(
          knownOfMesh(defaults.ecdhCurves(), EcdhCurves::isKnown, "tlsDefaults.ecdhCurves", scope));
    }
    TlsParameters made = parameters.build();
    return made.equals(TlsParameters.getDefaultInstance()) ? Optional.empty() : Optional.of(made);
  }

  private static TlsProtocol version(@Nullable ServerTLSSettingsTLSProtocol version) {
    return version == null
        ? TlsProtocol.TLS_AUTO
        : switch (version) {
          case TLS_AUTO -> TlsProtocol.TLS_AUTO;
          case TLSV1_0 -> TlsProtocol.TLSv1_0;
          case TLSV1_1 -> TlsProtocol.TLSv1_1;
          case TLSV1_2 -> TlsProtocol.TLSv1_2;
          case TLSV1_3 -> TlsProtocol.TLSv1_3;
        };
  }

  private static void checkVersions(TlsParameters.Builder parameters, TlsScope scope) {
    // What Envoy's servers take where nothing is said.
    int lowest = or(parameters.getTlsMinimumProtocolVersion(), TlsProtocol.TLSv1_2);
    int highest = or(parameters.getTlsMaximumProtocolVersion(), TlsProtocol.TLSv1_3);
    if (lowest > highest) {
      scope.refuse(
          ".minProtocolVersion",
          "the lowest version of TLS is above the highest, so no client could connect",
          "Correct minProtocolVersion or maxProtocolVersion");
    } else if (lowest < TlsProtocol.TLSv1_2_VALUE) {
      scope.report(
          DiagnosticCode.NO_EFFECT,
          ".minProtocolVersion",
          "TLS below 1.2 works only with cipher suites that Envoy does not offer by itself",
          "Add old ones such as ECDHE-RSA-AES128-SHA to cipherSuites, or use TLSV1_2");
    }
  }

  private static int or(TlsProtocol version, TlsProtocol otherwise) {
    return (version == TlsProtocol.TLS_AUTO ? otherwise : version).getNumber();
  }

  private static TlsProtocol version(TlsDefaults defaults) {
    return switch (defaults.minProtocolVersion()) {
      case TLS_AUTO -> TlsProtocol.TLS_AUTO;
      case TLSV1_2 -> TlsProtocol.TLSv1_2;
      case TLSV1_3 -> TlsProtocol.TLSv1_3;
    };
  }

  private static Collection<String> knownOfMesh(
      List<String> names, Predicate<String> isKnown, String field, TlsScope scope) {
    for (String name : names) {
      if (!isKnown.test(name)) {
        scope.noEffect(
            "", "Envoy does not know " + name + " of " + field + " in the mesh configuration");
      }
    }
    return names.stream().filter(isKnown).distinct().toList();
  }

  private static Collection<String> known(
      List<String> names, Predicate<String> isKnown, String field, TlsScope scope) {
    Set<String> kept = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (isKnown.test(names.get(i))) {
        kept.add(names.get(i));
      } else {
        scope.noEffect(field + "[" + i + "]", "Envoy does not know " + names.get(i));
      }
    }
    return kept;
  }
}
