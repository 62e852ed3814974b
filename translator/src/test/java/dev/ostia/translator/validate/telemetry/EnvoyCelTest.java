package dev.ostia.translator.validate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Envoy 1.36 and 1.40 said of these expressions, tried with {@code --mode validate}. */
class EnvoyCelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response.code >= 400",
        "response.code",
        "foo.bar == 1",
        "request.headers['a'].startsWith('b') && !(response.code in [200, 204])",
        "request.path.matches('b.*') || matches(request.path, r'\\d+')",
        "size(request.path) > 1 && request.path.size() < 9",
        "has(request.headers.foo) ? true : false",
        "request.time.getHours('UTC') > 1 && duration('1s') < request.duration",
        "type(1) == int && dyn(-1) == 1",
        "{'a': 1}['a'] == 1"
      })
  void taken(String expression) {
    assertThat(EnvoyCel.fault(expression)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "foo(1) | Envoy has no function foo",
        "[1, 2].exists(x, x == 1) | Envoy has no function exists",
        "string(1) == '1' | Envoy has no function string",
        "request.path.lowerAscii() == 'y' | Envoy has no function lowerAscii",
        "size(1, 2) == 1 | size has too few or too many arguments",
        "contains('a') | contains has too few or too many arguments",
        "has(foo) | has() takes a field of something",
        "Foo{a: 1} | Envoy does not have a message in expressions",
        "request.?headers == 1 | Envoy does not have an optional field in expressions",
        "response.code >= | it ends too early"
      })
  void refused(String expression, String why) {
    assertThat(EnvoyCel.fault(expression)).isEqualTo(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"request.path.matches('b(')", "matches(request.path, r\"[\")"})
  void aPatternMustBeOneOfRe2(String expression) {
    assertThat(EnvoyCel.fault(expression)).startsWith("not a regular expression of RE2");
  }
}
