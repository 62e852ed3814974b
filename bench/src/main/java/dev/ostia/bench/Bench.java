package dev.ostia.bench;

import java.util.Arrays;
import java.util.List;

/** The entry point of {@code ostia-bench}. */
public final class Bench {

  private Bench() {}

  /** Runs the benchmarks that are named; without a name, all. */
  public static void main(String[] arguments) throws Exception {
    List<String> names =
        arguments.length == 0
            ? List.of("propagation-1000", "propagation-10000", "secret", "first-answer", "jmh")
            : Arrays.asList(arguments);
    for (String name : names) {
      switch (name) {
        case "propagation-1000" -> new PropagationBenchmark(1_000, 100, false).run();
        case "propagation-10000" -> new PropagationBenchmark(10_000, 50, false).run();
        case "sharded-1000" -> new PropagationBenchmark(1_000, 100, true).run();
        case "sharded-10000" -> new PropagationBenchmark(10_000, 50, true).run();
        case "sharded-100000" -> new PropagationBenchmark(100_000, 30, true).run();
        case "secret" -> {
          new SecretBenchmark(10, 100).run();
          new SecretBenchmark(1_000, 100).run();
        }
        case "kubernetes-1000" -> new KubernetesBenchmark(1_000, 100).run();
        case "kubernetes-10000" -> new KubernetesBenchmark(10_000, 50).run();
        case "one-of-many" -> new OneOfManyBenchmark(10_000, 50).run();
        case "first-answer" -> FirstAnswerBenchmark.run(5);
        case "jmh" -> org.openjdk.jmh.Main.main(new String[] {"TranslateBenchmark"});
        default -> {
          System.err.println(
              "unknown benchmark "
                  + name
                  + "; there are propagation-1000, propagation-10000, sharded-1000, sharded-10000,"
                  + " sharded-100000, secret, kubernetes-1000, kubernetes-10000, one-of-many,"
                  + " first-answer, jmh");
          System.exit(2);
        }
      }
    }
  }
}
