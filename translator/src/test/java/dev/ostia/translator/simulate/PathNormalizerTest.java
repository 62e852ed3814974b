package dev.ostia.translator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected paths were seen with Envoy 1.40. */
class PathNormalizerTest {

  private static final HttpConnectionManager NORMALIZING =
      HttpConnectionManager.newBuilder().setNormalizePath(BoolValue.of(true)).build();

  @ParameterizedTest
  @CsvSource({
    "/a/../b, /b",
    "/a//b, /a//b",
    "//a, //a",
    "/a%2fb, /a%2fb",
    "/a%41b%7e, /aAb~",
    "/a%zz, /a%zz",
    "/a\\b, /a/b",
    "/a/./b?x=../y, /a/b?x=../y",
    "/../../x, /x",
    "/%2e%2e/x, /x",
    "/a/b/.., /a/",
    "/a/b/., /a/b/",
    "/a%C3%A9, /a%C3%A9",
    "/a<b>{d}|e^`, /a%3Cb%3E%7Bd%7D%7Ce%5E%60",
    "/a%3Bb%2Cc, /a%3Bb%2Cc",
  })
  void normalizesAsEnvoyDoes(String sent, String expected) {
    assertThat(PathNormalizer.normalize(NORMALIZING, sent))
        .isEqualTo(new PathNormalizer.Result.Path(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a#frag", "x", "*", "/aé"})
  void refusesWhatEnvoyRefuses(String sent) {
    assertThat(PathNormalizer.normalize(NORMALIZING, sent))
        .isInstanceOf(PathNormalizer.Result.BadRequest.class);
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP_UNCHANGED, /a%2F..%5Cb",
    "UNESCAPE_AND_FORWARD, /b",
  })
  void treatsEscapedSlashesAsConfigured(PathWithEscapedSlashesAction action, String expected) {
    HttpConnectionManager manager =
        NORMALIZING.toBuilder().setPathWithEscapedSlashesAction(action).build();

    assertThat(PathNormalizer.normalize(manager, "/a%2F..%5Cb"))
        .isEqualTo(new PathNormalizer.Result.Path(expected));
  }
}
