package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortProtocolTest {

  @ParameterizedTest
  @CsvSource({
    "http, , HTTP",
    "http-web, , HTTP",
    "http2-x, , HTTP2",
    "grpc, , GRPC",
    "grpc-web, , GRPC_WEB",
    "grpc-web-x, , GRPC_WEB",
    "GRPC-api, , GRPC",
    "https, , HTTPS",
    "web, , UNSUPPORTED",
    "tcp-web, , TCP",
    "web, http, HTTP",
    "http, kubernetes.io/h2c, HTTP2",
    "x, kubernetes.io/ws, HTTP",
    "x, kubernetes.io/wss, HTTPS",
    "x, grpc, GRPC"
  })
  void readsAppProtocolThenTheName(String name, String appProtocol, PortProtocol expected) {
    assertThat(PortProtocol.ofServicePort(8000, name, "TCP", appProtocol)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"25, TCP", "53, TCP", "3306, TCP", "27017, TCP", "80, UNSUPPORTED"})
  void takesPortsOfServersThatSpeakFirstForTcp(int port, PortProtocol expected) {
    assertThat(PortProtocol.ofServicePort(port, "db", "TCP", null)).isEqualTo(expected);
  }
}
