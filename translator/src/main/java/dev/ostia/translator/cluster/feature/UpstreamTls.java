package dev.ostia.translator.cluster.feature;

import com.google.protobuf.Any;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.config.TlsDefaults;
import dev.ostia.translator.resolve.EffectivePolicy;
import dev.ostia.translator.secret.SecretNames;
import dev.ostia.translator.tls.CipherSuites;
import dev.ostia.translator.tls.EcdhCurves;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code tls} of mode SIMPLE and MUTUAL: TLS towards the endpoints, with certificates from files
 * that Envoy reads or from Secrets that it gets over SDS.
 */
public final class UpstreamTls implements ClusterFeature {

  private static final String CONFIG_MAP = "configmap://";

  /**
   * Whether a policy asks for TLS that cannot be given. Such a destination must not be reached at
   * all: in plain text is not what was asked for.
   */
  public static boolean isUnsupported(@Nullable ClientTLSSettings tls) {
    return problem(tls) != null;
  }

  /** Why the TLS that a policy asks for cannot be given; null if it can. */
  public static @Nullable String problem(@Nullable ClientTLSSettings tls) {
    if (tls == null || tls.getMode() == null) {
      return null;
    }
    return switch (tls.getMode()) {
      case DISABLE, SIMPLE -> null;
      case MUTUAL -> {
        String credential = given(tls.getCredentialName());
        if (credential == null) {
          yield given(tls.getClientCertificate()) == null || given(tls.getPrivateKey()) == null
              ? "mode MUTUAL needs a certificate with its key, in a Secret or in files"
              : null;
        }
        yield credential.startsWith(CONFIG_MAP)
            ? "mode MUTUAL needs a certificate with its key, which a ConfigMap cannot hold"
            : null;
      }
      case ISTIO_MUTUAL -> "there is no mesh that could give the gateway a certificate";
    };
  }

  /** The SDS names that a policy makes Envoy ask for. */
  public static List<String> secretNames(@Nullable ClientTLSSettings tls) {
    if (tls == null || !isTls(tls)) {
      return List.of();
    }
    String credential = given(tls.getCredentialName());
    if (credential == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (tls.getMode() == ClientTLSSettingsTLSmode.MUTUAL) {
      names.add(SecretNames.of(credential));
    }
    if (!Boolean.TRUE.equals(tls.getInsecureSkipVerify())) {
      names.add(SecretNames.caOf(credential));
    }
    return names;
  }

  /** Whether a policy asks for TLS, and it can be given. */
  public static boolean isTls(@Nullable ClientTLSSettings tls) {
    return tls != null
        && (tls.getMode() == ClientTLSSettingsTLSmode.SIMPLE
            || tls.getMode() == ClientTLSSettingsTLSmode.MUTUAL)
        && !isUnsupported(tls);
  }

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    ClientTLSSettings tls = policy.tls();
    if (tls == null || !isTls(tls)) {
      return;
    }
    List<String> names = alternativeNames(tls, input);
    UpstreamTlsContext.Builder context = UpstreamTlsContext.newBuilder();
    String sni = given(tls.getSni());
    if (sni != null) {
      context.setSni(sni);
    } else {
      // Takes the name from the request's Host, and expects it in the certificate.
      var http = draft.http().getUpstreamHttpProtocolOptionsBuilder().setAutoSni(true);
      if (!Boolean.TRUE.equals(tls.getInsecureSkipVerify()) && names.isEmpty()) {
        http.setAutoSanValidation(true);
      }
    }
    CommonTlsContext.Builder common = context.getCommonTlsContextBuilder();
    common.setTlsParams(parameters(input.mesh().gatewayDefaults().tls()));
    if (tls.getMode() == ClientTLSSettingsTLSmode.MUTUAL) {
      addCertificate(tls, common);
    }
    UpstreamValidation.add(tls, names, common);
    if (draft.isExplicitHttp2()) {
      common.addAlpnProtocols("h2");
    }
    draft
        .cluster()
        .getTransportSocketBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context.build()));
  }

  /** As in Istio suites and curves can be chosen for all backends together, versions cannot. */
  private static TlsParameters parameters(TlsDefaults defaults) {
    TlsParameters.Builder parameters =
        TlsParameters.newBuilder()
            .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
            .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3);
    List<String> suites =
        defaults.cipherSuites().stream().filter(CipherSuites::isKnown).distinct().toList();
    if (CipherSuites.leavesAny(suites)) {
      parameters.addAllCipherSuites(suites);
    }
    return parameters
        .addAllEcdhCurves(
            defaults.ecdhCurves().stream().filter(EcdhCurves::isKnown).distinct().toList())
        .build();
  }

  private static void addCertificate(ClientTLSSettings tls, CommonTlsContext.Builder common) {
    String credential = given(tls.getCredentialName());
    if (credential != null) {
      common.addTlsCertificateSdsSecretConfigs(SecretNames.config(SecretNames.of(credential)));
      return;
    }
    var certificate = common.addTlsCertificatesBuilder();
    certificate.getCertificateChainBuilder().setFilename(tls.getClientCertificate());
    certificate.getPrivateKeyBuilder().setFilename(tls.getPrivateKey());
  }

  private static List<String> alternativeNames(ClientTLSSettings tls, ClusterInput input) {
    List<String> names = tls.getSubjectAltNames();
    if ((names == null || names.isEmpty())
        && input.service().owner().resource() instanceof ServiceEntry entry) {
      names = entry.getSpec().getSubjectAltNames();
    }
    return names == null ? List.of() : names;
  }

  /** A text that says something. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
