package dev.ostia.controlplane.source.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in a file: no exception, and every diagnostic is one line with a place. */
class DecodeFuzzTest {

  private static final int INPUTS = 1_000;

  private static final String SEED =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: reviews
        namespace: "shop"
        labels: &labels {app: reviews, 'v': "1"}
      spec:
        hosts: ["reviews.example.com"]
        gateways: [gw]
        http:
        - match:
          - uri: {prefix: /a}
            headers: {end-user: {exact: jason}}
          route:
          - destination: {host: reviews, port: {number: 9080}}
            weight: 30
          timeout: 1.5s
        # a comment
        - redirect: {uri: /b, redirectCode: 302}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: reviews, labels: *labels}
      spec:
        ports:
        - {name: http, port: 9080, targetPort: web}
      ---
      apiVersion: v1
      kind: List
      items:
      - apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: x}
        spec: {rules: [{from: [{source: {namespaces: [a]}}]}]}
      - apiVersion: v1
        kind: Secret
        metadata: {name: y}
        stringData: {a: |
          text
          }
      """;

  private static final String PIECES =
      "{}[]:,-#&*!|>'\"%@`~\n\t \\<<\u0000\u0085\u2028\ud83d0123456789.eExXtruefalsenull";

  private static void decode(String name, byte[] bytes) {
    DecodedFile file = FileDecoder.decode(name, bytes, "default");
    assertThat(file.diagnostics())
        .as(() -> new String(bytes, StandardCharsets.UTF_8))
        .allSatisfy(DecodeFuzzTest::isOneLine);
  }

  private static void isOneLine(Diagnostic diagnostic) {
    assertThat(diagnostic.toString().codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(diagnostic.position()).isNotNull();
    assertThat(diagnostic.code().id()).isNotEqualTo("OST099");
  }

  @Test
  void randomBytes() {
    Random random = new Random(1);
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      decode(i % 3 == 0 ? "f.json" : "f.yaml", bytes);
    }
  }

  @Test
  void mutatedYaml() {
    Random random = new Random(2);
    for (int i = 0; i < INPUTS; i++) {
      StringBuilder text = new StringBuilder(SEED);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        mutate(text, random);
      }
      decode("f.yaml", text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      case 2 -> text.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
      default -> {
        int end = Math.min(text.length(), at + random.nextInt(60));
        text.insert(random.nextInt(text.length()), text.substring(at, end));
      }
    }
  }
}
