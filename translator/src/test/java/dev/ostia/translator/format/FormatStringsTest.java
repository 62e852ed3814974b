package dev.ostia.translator.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value was tried on Envoy 1.40. */
class FormatStringsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "100%%",
        "%%PROTOCOL%%",
        "%PROTOCOL%",
        "%REQ(x)%",
        "%REQ(X?Y):10%",
        "%REQ(:path)%",
        "%START_TIME(%s.%3f)%",
        "%DYNAMIC_METADATA(a:b)%",
        "%METADATA(ROUTE:a:b)%",
        "%GRPC_STATUS(CAMEL_STRING)%",
        "%RESPONSE_CODE_DETAILS(ALLOW_WHITESPACES)%",
        "%COMMON_DURATION(US_RX_END:DS_TX_BEG:us)%",
        "%FILTER_STATE(x:PLAIN)%",
      })
  void whatEnvoyTakes(String format) {
    assertThat(FormatStrings.problem(format)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100%",
        "50% off",
        "%",
        "%FOO%",
        "%start_time%",
        "%REQ(x%",
        "%REQ%",
        "%REQ()%",
        "%REQ(X?Y?Z)%",
        "%REQ(a b)%",
        "%REQ(x):abc%",
        "%PROTOCOL%%",
        "%PROTOCOL(x)%",
        "%PROTOCOL:3%",
        "%GRPC_STATUS(x)%",
        "%QUERY_PARAMS(RAW)%",
        "%FILTER_STATE(a:FOO)%",
        "%START_TIME(x):5%",
      })
  void whatEnvoyRefuses(String format) {
    assertThat(FormatStrings.problem(format)).isPresent();
  }
}
