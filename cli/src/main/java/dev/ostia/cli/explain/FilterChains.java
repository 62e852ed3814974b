package dev.ostia.cli.explain;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ostia.cli.explain.Explanation.Chain;
import dev.ostia.translator.simulate.Step;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The filter chain of a connection and what the TLS handshake in it is like. */
final class FilterChains {

  private FilterChains() {}

  /** The chain that the connection gets, if it is worth a word: a listener may have just one. */
  static Optional<Chain> describe(Way way) {
    Optional<Step> step = way.steps(Stage.FILTER_CHAIN).stream().filter(Step::taken).findFirst();
    if (step.isEmpty() || way.chain().isEmpty()) {
      return Optional.empty();
    }
    FilterChain chain = way.chain().get();
    boolean single = way.listener().orElseThrow().getFilterChainsCount() == 1;
    if (single && !chain.hasTransportSocket() && chain.getName().isEmpty()) {
      return Optional.empty();
    }
    Optional<DownstreamTlsContext> tls = tls(chain);
    return Optional.of(
        new Chain(
            step.get().subject(),
            step.get().reason(),
            tls.map(FilterChains::certificates).orElse(List.of()),
            tls.isPresent() && tls.get().getRequireClientCertificate().getValue()));
  }

  /** The TLS settings of a chain, if the gateway ends TLS there. */
  static Optional<DownstreamTlsContext> tls(FilterChain chain) {
    if (!chain.getTransportSocket().getTypedConfig().is(DownstreamTlsContext.class)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          chain.getTransportSocket().getTypedConfig().unpack(DownstreamTlsContext.class));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a transport socket does not hold what it says", e);
    }
  }

  private static List<String> certificates(DownstreamTlsContext tls) {
    List<String> names =
        new ArrayList<>(
            tls.getCommonTlsContext().getTlsCertificateSdsSecretConfigsList().stream()
                .map(SdsSecretConfig::getName)
                .toList());
    tls.getCommonTlsContext()
        .getTlsCertificatesList()
        .forEach(certificate -> names.add(certificate.getCertificateChain().getFilename()));
    return List.copyOf(names);
  }
}
