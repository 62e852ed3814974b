import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Takes out of jars, in place, what costs time and memory at each start and serves nobody here. The
 * classes stay as they are.
 *
 * <ul>
 *   <li>Signatures. A signed jar has a digest of each of its classes, Bouncy Castle's 7,000 of them:
 *       Java keeps all of those in memory, checks each class against them when it loads it, and takes
 *       none into a start-up cache. Maven has checked what it fetched, and Java asks for signatures
 *       of security providers alone, as which these jars are not used.
 *   <li>The lists of all kinds that Kubernetes has. The client loads all of them, some 600 classes,
 *       to read a kubeconfig; objects are read as trees here (see ObjectTree).
 * </ul>
 */
public final class LeanJars {

  private static final String KINDS =
      "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";

  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)|META-INF/SIG-[^/]+");

  private LeanJars() {}

  /** The first argument is a folder, each other one the name that jars in it begin with. */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      try (var jars = Files.newDirectoryStream(Path.of(args[0]), args[i] + "*.jar")) {
        for (Path jar : jars) {
          renew(jar);
        }
      }
    }
  }

  private static void renew(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".tmp");
    try (JarFile in = new JarFile(jar.toFile(), false);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
      for (JarEntry entry : Collections.list(in.entries())) {
        String name = entry.getName();
        if (name.equals(KINDS) || SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches()) {
          continue;
        }
        JarEntry copy = new JarEntry(name);
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        if (name.equals(JarFile.MANIFEST_NAME)) {
          withoutDigests(in.getManifest()).write(out);
        } else {
          in.getInputStream(entry).transferTo(out);
        }
        out.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a manifest says of single entries goes, where that is nothing but digests. */
  private static Manifest withoutDigests(Manifest manifest) {
    for (Attributes attributes : manifest.getEntries().values()) {
      attributes.keySet().removeIf(name -> name.toString().endsWith("-Digest"));
    }
    manifest.getEntries().values().removeIf(Attributes::isEmpty);
    return manifest;
  }
}
