package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "gw,                           apps/gw",
    "./gw,                         apps/gw",
    "istio-system/gw,              istio-system/gw",
    "gw.infra,                     infra/gw",
    "gw.infra.svc.cluster.local,   infra/gw",
    "mesh,                         mesh",
  })
  void namesTheGatewayInAllForms(String reference, String expected) {
    assertThat(GatewayReference.qualify(reference, "apps")).isEqualTo(expected);
  }
}
