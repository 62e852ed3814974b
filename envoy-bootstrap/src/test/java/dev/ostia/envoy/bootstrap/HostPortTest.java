package dev.ostia.envoy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @Test
  void readsNamesAndAddresses() {
    assertThat(HostPort.parse("ostia:15010")).isEqualTo(new HostPort("ostia", 15010));
    assertThat(HostPort.parse("127.0.0.1:1")).isEqualTo(new HostPort("127.0.0.1", 1));
    assertThat(HostPort.parse("[::1]:65535")).isEqualTo(new HostPort("::1", 65535));
    assertThat(HostPort.parse("[::1]:65535")).hasToString("[::1]:65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", "host:", ":80", "host:x", "host:-1", "host:65536"})
  void refusesWhatIsNoHostWithAPort(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`" + text + "` is not HOST:PORT, for example 127.0.0.1:15010");
  }

  @Test
  void anIpv6AddressNeedsBrackets() {
    assertThatThrownBy(() -> HostPort.parse("::1:15010"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`::1:15010`: write an IPv6 address in brackets, as in [::1]:15010");
  }
}
