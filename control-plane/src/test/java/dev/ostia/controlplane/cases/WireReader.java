package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.Wire.Protocol;
import java.util.List;
import java.util.Locale;

/** Reads the parts of a call that are below HTTP. */
final class WireReader {

  private WireReader() {}

  static Wire read(YamlMap call, String host) {
    Protocol protocol =
        Protocol.valueOf(
            call.text("protocol").orElse("http").replace('-', '_').toUpperCase(Locale.ROOT));
    return new Wire(
        protocol,
        protocol.isTls() ? call.text("sni").orElse(host.replaceFirst(":[0-9]+$", "")) : "",
        call.text("clientCertificate"),
        protocol.isGrpc() ? List.of("h2") : texts(call.list("alpn")),
        call.text("tlsVersion"),
        texts(call.list("ciphers")),
        texts(call.list("signatures")),
        call.text("send").orElse("hello"));
  }

  private static List<String> texts(List<?> list) {
    return list.stream().map(Object::toString).toList();
  }
}
