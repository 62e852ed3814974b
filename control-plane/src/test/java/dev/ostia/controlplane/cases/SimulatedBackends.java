package dev.ostia.controlplane.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ostia.controlplane.cases.Answer.BackendView;
import dev.ostia.controlplane.cases.Answer.Handshake;
import dev.ostia.controlplane.cases.Wire.Protocol;
import dev.ostia.controlplane.cases.pki.Certificates;
import dev.ostia.controlplane.cases.pki.PemFiles;
import dev.ostia.translator.simulate.BackendReply;
import dev.ostia.translator.simulate.EnvoyConfig;
import dev.ostia.translator.simulate.Headers;
import dev.ostia.translator.simulate.Outcome;
import dev.ostia.translator.simulate.Outcome.Upstream;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the backends of a case would see and answer. */
final class SimulatedBackends {

  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  private final EnvoyConfig config;
  private final Map<String, Message> secrets;
  private final CallsFile calls;

  SimulatedBackends(EnvoyConfig config, Map<String, Message> secrets, CallsFile calls) {
    this.config = config;
    this.secrets = secrets;
    this.calls = calls;
  }

  /** The answer of an endpoint that gets the bytes of a client as they are. */
  Answer passed(Call call, Upstream endpoint) {
    Backend backend = calls.server(endpoint.toString());
    Wire wire = call.wire();
    boolean http = wire.protocol() == Protocol.HTTPS;
    Map<String, String> tls =
        backend.speaksTls() ? Map.of("sni", wire.sni(), "alpn", "", "client", "") : Map.of();
    BackendView view =
        http
            ? new BackendView(
                backend.name(), call.method(), call.path(), call.host(), call.headers(), tls)
            : new BackendView(backend.name(), "", "", "", Headers.NONE, tls);
    BackendReply reply = EchoBackend.reply(call.path());
    Answer answer =
        new Answer(
            Expectation.ANSWER,
            http ? reply.status() : 0,
            http ? reply.headers() : Headers.NONE,
            http ? "" : wire.send(),
            Optional.empty(),
            Optional.of(view));
    return wire.protocol().isTls() && backend.speaksTls() ? answer.after(shown(backend)) : answer;
  }

  private static Handshake shown(Backend backend) {
    String name = backend.certificate().orElseThrow();
    return new Handshake(Certificates.OF_CASES.get(name).certificate(), "", "", "");
  }

  /** The answer for a request that Envoy sends to an endpoint. */
  Answer forwarded(Outcome.Forwarded forwarded, Upstream endpoint) {
    Headers sent = forwarded.sent();
    BackendView view =
        new BackendView(
            calls.backend(endpoint.toString()),
            sent.value(":method").orElse(""),
            sent.value(":path").orElse(""),
            sent.value(":authority").orElse(""),
            sent,
            tls(forwarded.cluster(), sent.value(":authority").orElse("")));
    boolean late = forwarded.response().status() != EchoBackend.reply(view.path()).status();
    return answer(forwarded.response(), late ? Optional.empty() : Optional.of(view));
  }

  static Answer answer(Outcome.Response response, Optional<BackendView> seen) {
    return new Answer(
        Expectation.ANSWER,
        response.status(),
        response.headers(),
        response.body(),
        Optional.empty(),
        seen);
  }

  private Map<String, String> tls(String name, String host) {
    Cluster cluster = config.clusters().get(name);
    if (cluster == null
        || !cluster.getTransportSocket().getTypedConfig().is(UpstreamTlsContext.class)) {
      return Map.of();
    }
    try {
      UpstreamTlsContext context =
          cluster.getTransportSocket().getTypedConfig().unpack(UpstreamTlsContext.class);
      Map<String, String> tls = new LinkedHashMap<>();
      boolean auto = options(cluster).getUpstreamHttpProtocolOptions().getAutoSni();
      tls.put("sni", context.getSni().isEmpty() && auto ? host : context.getSni());
      tls.put("client", client(context.getCommonTlsContext()));
      tls.put("alpn", String.join(",", context.getCommonTlsContext().getAlpnProtocolsList()));
      return tls;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static HttpProtocolOptions options(Cluster cluster)
      throws InvalidProtocolBufferException {
    var options = cluster.getTypedExtensionProtocolOptionsMap().get(HTTP_OPTIONS);
    return options == null
        ? HttpProtocolOptions.getDefaultInstance()
        : options.unpack(HttpProtocolOptions.class);
  }

  /** The subject of the certificate that Envoy shows to the backend. */
  private String client(CommonTlsContext context) {
    return certificate(context)
        .map(c -> PemFiles.certificates(c).getFirst().getSubjectX500Principal().getName())
        .orElse("");
  }

  private Optional<DataSource> certificate(CommonTlsContext context) {
    if (context.getTlsCertificatesCount() > 0) {
      return Optional.of(context.getTlsCertificates(0).getCertificateChain());
    }
    return context.getTlsCertificateSdsSecretConfigsList().stream()
        .map(c -> secrets.get(c.getName()))
        .filter(Secret.class::isInstance)
        .map(s -> ((Secret) s).getTlsCertificate().getCertificateChain())
        .findFirst();
  }
}
