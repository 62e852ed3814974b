package dev.ostia.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that users call, from where and how they call it. */
class LauncherIT {

  private static final Path ROOT = Path.of(System.getProperty("ostia.root"));

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void theJavaOfThisTestIsNotHanded() {
    environment.put("JAVA_HOME", folder.resolve("no-java-here").toString());
    environment.put("OSTIA_NO_AOT", "1");
  }

  @Test
  void runsFromAnyFolderThroughSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), ROOT.resolve("ostia"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());
    useThisJava();

    assertThat(run(second.toString(), "--version")).matches("0: ostia \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void runsFromALibFolderBesideIt() throws Exception {
    Path script = Files.copy(ROOT.resolve("ostia"), folder.resolve("ostia"));
    Files.createSymbolicLink(folder.resolve("lib"), ROOT.resolve("cli/target/ostia/lib"));
    useThisJava();

    assertThat(run(script.toString(), "--version")).startsWith("0: ostia ");
  }

  @Test
  void takesTheClassPathThatAnImageNames() throws Exception {
    Path script = Files.copy(ROOT.resolve("ostia"), folder.resolve("ostia"));
    Path classPath =
        Files.writeString(
            folder.resolve("class-path"), ROOT.resolve("cli/target/ostia/lib").toString() + "/*");
    environment.put("OSTIA_CLASS_PATH", "@" + classPath);
    useThisJava();

    assertThat(run(script.toString(), "--version")).startsWith("0: ostia ");
  }

  @Test
  void aWrongJavaThatWasNamedIsNotReplacedByAnother() throws Exception {
    Path old = folder.resolve("jdk-17");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    executable(old.resolve("bin/java"), "exit 0");
    environment.put("OSTIA_JAVA_HOME", old.toString());

    assertThat(run(ROOT.resolve("ostia").toString(), "--version"))
        .isEqualTo("1: ostia: OSTIA_JAVA_HOME is " + old + ", and that is no Java 25 or newer.\n");
  }

  @Test
  void anOlderJavaHomeIsPassedOver() throws Exception {
    Path old = folder.resolve("jdk-17");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    executable(old.resolve("bin/java"), "echo the old one; exit 9");
    environment.put("JAVA_HOME", old.toString());
    environment.put(
        "PATH", System.getProperty("java.home") + "/bin:" + System.getenv().get("PATH"));

    assertThat(run(ROOT.resolve("ostia").toString(), "--version")).startsWith("0: ostia ");
  }

  @Test
  void exitCodesPassThrough() throws Exception {
    useThisJava();

    assertThat(run(ROOT.resolve("ostia").toString(), "no-such-command")).startsWith("2: ");
  }

  @Test
  void envoyGetsWhatFollowsTheDashesAndItsExitCodeIsOurs() throws Exception {
    useThisJava();
    Path envoy = executable(folder.resolve("envoy"), "echo \"$@\"; echo to the log >&2; exit 7");

    assertThat(
            run(
                ROOT.resolve("ostia").toString(),
                "proxy",
                "--envoy",
                envoy.toString(),
                "--admin-port=0",
                "--ready-port=0",
                "--stats-port=0",
                "--concurrency",
                "2",
                "--",
                "--file-flush-interval-msec",
                "50",
                "--drain-time-s",
                "1"))
        .startsWith("7: ")
        .contains(
            "--concurrency 2 --drain-strategy immediate --skip-deprecated-logs"
                + " --disable-hot-restart --file-flush-interval-msec 50 --drain-time-s 1"
                + " --config-yaml {")
        .contains("to the log\n");
  }

  private void useThisJava() {
    environment.put("OSTIA_JAVA_HOME", System.getProperty("java.home"));
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  /** The exit code and all that was printed. */
  private String run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ": " + output;
  }
}
