package dev.ostia.translator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretNamesTest {

  @ParameterizedTest
  @CsvSource({
    "shop, kubernetes://shop",
    "edge/shop, kubernetes://edge/shop",
    "kubernetes://shop, kubernetes://shop",
    "kubernetes-gateway://edge/shop, kubernetes-gateway://edge/shop",
    "configmap://edge/roots, configmap://edge/roots",
    "sds://elsewhere, sds://elsewhere"
  })
  void credentialNameBecomesAnSdsName(String credentialName, String sdsName) {
    assertThat(SecretNames.of(credentialName)).isEqualTo(sdsName);
  }

  @ParameterizedTest
  @CsvSource({
    "shop, kubernetes://shop-cacert",
    "kubernetes-gateway://edge/shop, kubernetes-gateway://edge/shop-cacert",
    "configmap://edge/roots, configmap://edge/roots",
    "shop-cacert, kubernetes://shop-cacert"
  })
  void authoritiesHaveANameOfTheirOwn(String credentialName, String sdsName) {
    assertThat(SecretNames.caOf(credentialName)).isEqualTo(sdsName);
  }

  @Test
  void asksOverAdsAndGivesUpWaitingLikeEnvoyDoes() {
    var config = SecretNames.config("kubernetes://shop");

    assertThat(config.getName()).isEqualTo("kubernetes://shop");
    assertThat(config.getSdsConfig().hasAds()).isTrue();
    assertThat(config.getSdsConfig().hasInitialFetchTimeout()).isFalse();
  }
}
