package dev.ostia.bench;

import dev.ostia.controlplane.source.files.FileLoader;
import dev.ostia.controlplane.source.files.FileSourceOptions;
import dev.ostia.controlplane.source.files.LoadedFiles;
import dev.ostia.translator.Translation;
import dev.ostia.translator.Translator;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Translation from scratch, and after one VirtualService among N has changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TranslateBenchmark {

  /** How many VirtualServices there are. */
  @Param({"1000", "10000"})
  public int virtualServices;

  private static final int VARIANTS = 64;

  private final Proxy proxy = Proxy.defaultIngressGateway();
  private ConfigView view = ConfigView.empty(MeshConfig.defaults());
  private List<ConfigObject<?>> variants = List.of();
  private Translator kept = new Translator(proxy);
  private int next;

  /** Loads the input and the changed objects. */
  @Setup
  public void load() throws IOException {
    Path folder = Files.createTempDirectory("ostia-jmh");
    try {
      HostPerService input = new HostPerService(virtualServices, 8080, 9000);
      input.writeTo(folder);
      LoadedFiles loaded = FileLoader.load(List.of(folder), FileSourceOptions.defaults());
      view = ConfigView.of(MeshConfig.defaults(), loaded.objects());
      variants = new java.util.ArrayList<>();
      Path one = folder.resolve("one.yaml");
      for (int i = 0; i < VARIANTS; i++) {
        Files.writeString(one, input.virtualService(i * 7 % virtualServices, "v" + i));
        variants.add(
            FileLoader.load(List.of(one), FileSourceOptions.defaults()).objects().getFirst());
      }
      kept = new Translator(proxy);
      kept.translate(view);
    } finally {
      PropagationBenchmark.delete(folder);
    }
  }

  /** A new translator on the whole view. */
  @Benchmark
  public Translation fromScratch() {
    return new Translator(proxy).translate(view);
  }

  /** The translator that knows the view before, after one change. */
  @Benchmark
  public Translation afterOneChange() {
    view = view.with(List.of(variants.get(next++ % VARIANTS)), Set.of());
    return kept.translate(view);
  }
}
