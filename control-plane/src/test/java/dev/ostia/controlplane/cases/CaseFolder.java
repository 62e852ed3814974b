package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.pki.TestFiles;
import dev.ostia.translator.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder {@code testdata/cases/<feature>/<name>}; see the README there. */
public record CaseFolder(String feature, String name, Path path) {

  private static final String INPUT = "input.yaml";
  private static final String PROXY = "proxy.yaml";
  private static final String MESH = "mesh.yaml";
  private static final String CALLS = "calls.yaml";
  private static final String DIAGNOSTICS = "diagnostics.yaml";

  /** Every case, sorted. Of some alone with {@code -Dcases=PART-OF-NAME}. */
  public static List<CaseFolder> all() {
    Path root = Path.of(System.getProperty("ostia.root", "..")).resolve("testdata/cases");
    String wanted = System.getProperty("cases", "");
    List<CaseFolder> all = new ArrayList<>();
    for (Path feature : folders(root)) {
      for (Path path : folders(feature)) {
        all.add(new CaseFolder(name(feature), name(path), path));
      }
    }
    all.removeIf(folder -> !folder.toString().contains(wanted));
    return List.copyOf(all);
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The file with the objects. */
  public Path input() {
    return path.resolve(INPUT);
  }

  /** Where a copy of the input lies that holds generated certificates. */
  public Path copy() {
    return TestFiles.folder().resolve(feature).resolve(name);
  }

  /** The mesh configuration, if the case has one of its own. */
  public Optional<Path> mesh() {
    return Optional.of(path.resolve(MESH)).filter(Files::exists);
  }

  /** The gateways of the case. */
  public List<GatewayProxy> gateways() {
    return Files.exists(path.resolve(PROXY))
        ? GatewayProxy.parse(this + " " + PROXY, read(PROXY))
        : GatewayProxy.DEFAULT;
  }

  /** The calls to play. */
  public CallsFile calls() {
    return CallsFile.parse(this + " " + CALLS, read(CALLS));
  }

  /** The file with the expected diagnostics. */
  public Path diagnostics() {
    return path.resolve(DIAGNOSTICS);
  }

  /** The file with the expected resources of a type, which a case may lack. */
  public Path golden(ResourceType type, GatewayProxy gateway) {
    String suffix = gateway.name().isEmpty() ? "" : "." + gateway.name();
    return path.resolve(type.name().toLowerCase(Locale.ROOT) + "s" + suffix + ".yaml");
  }

  /** Names of files that a case folder does not have. */
  public Set<String> unknownFiles() {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(path)) {
      files.forEach(f -> names.add(name(f)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    names.removeAll(Set.of(INPUT, PROXY, MESH, CALLS, DIAGNOSTICS));
    for (GatewayProxy gateway : gateways()) {
      for (ResourceType type : ResourceType.values()) {
        names.remove(name(golden(type, gateway)));
      }
    }
    return names;
  }

  private String read(String name) {
    try {
      return Files.readString(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code feature/case}. */
  @Override
  public String toString() {
    return feature + "/" + name;
  }
}
