package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerHostTest {

  @ParameterizedTest
  @CsvSource({
    "A.com,      *,     a.com",
    "*/a.com,    *,     a.com",
    "./a.com,    infra, a.com",
    "apps/a.com, apps,  a.com",
    "*/*,        *,     *",
    "./*,        infra, *",
  })
  void namespaceBeforeTheSlashSaysWhoMayServe(String text, String namespace, String host) {
    assertThat(ServerHost.parse(text, "infra")).isEqualTo(new ServerHost(namespace, host));
  }
}
