package dev.ostia.translator.route.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells that hosts have, here and by the formatter that Envoy is given. */
class ShardFunctionTest {

  private static final Pattern TERM = Pattern.compile("request\\.host\\.matches\\('(.*?)'\\)");
  private static final double MOST = 3;
  private static final String CHARACTERS = "abcxyzABCXYZ0123456789-._";

  /** As Envoy finds it, but for the engine. */
  private static String byFormatter(List<Pattern> expressions, String header) {
    StringBuilder bits = new StringBuilder();
    expressions.forEach(one -> bits.append(one.matcher(header).find() ? '0' : '1'));
    return bits.toString();
  }

  private static List<Pattern> expressions() {
    List<Pattern> expressions = new ArrayList<>();
    Matcher terms = TERM.matcher(ShardFunction.formatter("http.80"));
    while (terms.find()) {
      expressions.add(Pattern.compile(terms.group(1)));
    }
    return expressions;
  }

  @Test
  void theFormatterAndTheHostsAgree() {
    List<Pattern> expressions = expressions();
    assertThat(expressions).hasSize(ShardFunction.BITS);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder host = new StringBuilder();
      for (int length = random.nextInt(24); length > 0; length--) {
        host.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      String header = host + (random.nextInt(3) == 0 ? ":" + random.nextInt(65_536) : "");
      assertThat(ShardFunction.bitsOfHeader(header))
          .as(header)
          .isEqualTo(byFormatter(expressions, header))
          .isEqualTo(ShardFunction.bits(host.toString()));
    }
    assertThat(byFormatter(expressions, "[::1]:80")).isEqualTo(ShardFunction.bits("[::1]:80"));
  }

  @Test
  void theFormatterIsOneSumOfAllBits() {
    assertThat(ShardFunction.formatter("http.80"))
        .startsWith("http.80~%CEL((request.host.matches('(?i)^")
        .containsSubsequence("?0:128)+", "?0:64)+", "?0:2)+", "?0:1))%");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void usualHostsSpread(int number) {
    int side = (int) Math.sqrt(number);
    spreads(number, i -> "h" + i + ".example.com");
    spreads(number, i -> "h%05d.example.com".formatted(i));
    spreads(number, i -> "host-" + i + ".example.com");
    spreads(number, i -> "tenant-" + i + ".apps.example.com");
    spreads(number, i -> "svc-" + i % side + ".team-" + i / side + ".example.org");
    spreads(number, i -> "a" + i % side + ".b" + i / side + ".example.net");
    Random random = new Random(1);
    spreads(number, i -> word(random) + ".example.com");
    spreads(number, i -> "www." + word(random) + ".com");
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 3 + random.nextInt(4); i > 0; i--) {
      word.append("bcdfghjklmnpqrstvwxz".charAt(random.nextInt(20)));
      word.append("aeiouy".charAt(random.nextInt(6)));
    }
    return word.toString();
  }

  private static void spreads(int number, IntFunction<String> hosts) {
    int[] cells = new int[ShardFunction.CELLS];
    for (int i = 0; i < number; i++) {
      cells[Integer.parseInt(ShardFunction.bits(hosts.apply(i)), 2)]++;
    }
    int most = Arrays.stream(cells).max().orElseThrow();
    assertThat((double) most * cells.length / number).as(hosts.apply(1)).isLessThan(MOST);
    assertThat(cells).as(hosts.apply(1)).doesNotContain(0);
  }
}
