package dev.ostia.translator.cluster.feature;

import com.google.protobuf.Any;
import dev.ostia.translator.cluster.ClusterDraft;
import dev.ostia.translator.cluster.ClusterInput;
import dev.ostia.translator.resolve.EffectivePolicy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettings;
import io.fabric8.istio.api.api.networking.v1alpha3.ClientTLSSettingsTLSmode;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code tls} of mode SIMPLE: TLS towards the endpoints, without a certificate of our own. */
public final class UpstreamTls implements ClusterFeature {

  // Where Debian, Ubuntu and Envoy's own images have the certificates that the system trusts.
  private static final String SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

  /**
   * Whether a policy asks for TLS that cannot be given. Such a destination must not be reached at
   * all: in plain text is not what was asked for.
   */
  public static boolean isUnsupported(@Nullable ClientTLSSettings tls) {
    if (tls == null || tls.getMode() == null) {
      return false;
    }
    return switch (tls.getMode()) {
      case DISABLE -> false;
      case SIMPLE ->
          tls.getCredentialName() != null && !Boolean.TRUE.equals(tls.getInsecureSkipVerify());
      case MUTUAL, ISTIO_MUTUAL -> true;
    };
  }

  @Override
  public void apply(ClusterInput input, EffectivePolicy policy, ClusterDraft draft) {
    ClientTLSSettings tls = policy.tls();
    if (tls == null || tls.getMode() != ClientTLSSettingsTLSmode.SIMPLE || isUnsupported(tls)) {
      return;
    }
    boolean verify = !Boolean.TRUE.equals(tls.getInsecureSkipVerify());
    List<String> names = alternativeNames(tls, input);
    UpstreamTlsContext.Builder context = UpstreamTlsContext.newBuilder();
    String sni = tls.getSni();
    if (sni != null && !sni.isEmpty()) {
      context.setSni(sni);
    } else {
      var http = draft.http().getUpstreamHttpProtocolOptionsBuilder().setAutoSni(true);
      if (verify && names.isEmpty()) {
        http.setAutoSanValidation(true);
      }
    }
    CommonTlsContext.Builder common = context.getCommonTlsContextBuilder();
    common.setTlsParams(
        TlsParameters.newBuilder()
            .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
            .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3));
    common.setValidationContext(
        verify ? validation(tls, names) : CertificateValidationContext.getDefaultInstance());
    if (draft.isExplicitHttp2()) {
      common.addAlpnProtocols("h2");
    }
    draft
        .cluster()
        .getTransportSocketBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context.build()));
  }

  private static CertificateValidationContext validation(
      ClientTLSSettings tls, List<String> names) {
    CertificateValidationContext.Builder validation = CertificateValidationContext.newBuilder();
    String authorities = tls.getCaCertificates();
    validation
        .getTrustedCaBuilder()
        .setFilename(
            authorities == null || authorities.isEmpty() ? SYSTEM_CERTIFICATES : authorities);
    if (tls.getCaCrl() != null && !tls.getCaCrl().isEmpty()) {
      validation.getCrlBuilder().setFilename(tls.getCaCrl());
    }
    for (String name : names) {
      for (SubjectAltNameMatcher.SanType type :
          List.of(
              SubjectAltNameMatcher.SanType.DNS,
              SubjectAltNameMatcher.SanType.URI,
              SubjectAltNameMatcher.SanType.IP_ADDRESS)) {
        validation
            .addMatchTypedSubjectAltNamesBuilder()
            .setSanType(type)
            .getMatcherBuilder()
            .setExact(name);
      }
    }
    return validation.build();
  }

  private static List<String> alternativeNames(ClientTLSSettings tls, ClusterInput input) {
    List<String> names = tls.getSubjectAltNames();
    if ((names == null || names.isEmpty())
        && input.service().owner().resource() instanceof ServiceEntry entry) {
      names = entry.getSpec().getSubjectAltNames();
    }
    return names == null ? List.of() : names;
  }
}
