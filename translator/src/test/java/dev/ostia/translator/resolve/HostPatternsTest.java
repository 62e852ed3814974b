package dev.ostia.translator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "a.com,       a.com,       true",
    "a.com,       b.com,       false",
    "*,           a.com,       true",
    "*,           *.a.com,     true",
    "*.a.com,     x.a.com,     true",
    "*.a.com,     x.y.a.com,   true",
    "*.a.com,     a.com,       false",
    "*.a.com,     *.x.a.com,   true",
    "*.x.a.com,   *.a.com,     false",
    "x.a.com,     *.a.com,     false",
  })
  void wildcardCoversWhatEndsLikeIt(String outer, String inner, boolean expected) {
    assertThat(HostPatterns.covers(outer, inner)).isEqualTo(expected);
  }

  @Test
  void theMoreSpecificOfGatewayAndVirtualServiceHostStays() {
    assertThat(HostPatterns.intersection(List.of("a.com", "*.wild.com"), List.of("*")))
        .containsExactly("a.com", "*.wild.com");
    assertThat(HostPatterns.intersection(List.of("*.com"), List.of("a.com", "b.org")))
        .containsExactly("a.com");
    assertThat(HostPatterns.intersection(List.of("*", "a.com"), List.of("a.com")))
        .containsExactly("a.com");
  }

  @Test
  void wildcardsAreTheLeastSpecificAndLongNamesTheMost() {
    assertThat(
            Stream.of("*", "b.com", "*.long.example.com", "a.com", "www.a.com")
                .sorted(HostPatterns.MOST_SPECIFIC_FIRST))
        .containsExactly("www.a.com", "a.com", "b.com", "*.long.example.com", "*");
  }
}
