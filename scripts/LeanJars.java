import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
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
 * classes do what they did.
 *
 * <ul>
 *   <li>The form of classes from before Java 6. picocli's are such, and Java takes no class of that
 *       age into a start-up cache, but reads it and proves it correct by its slow old way at every
 *       start. They are brought to the form of Java 8.
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

  /** Classes of this and later versions have stack maps or may lack them without harm. */
  private static final int JAVA_6 = 50;

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
        URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(made))) {
      ClassFile classes =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ConstantPoolSharingOption.NEW_POOL,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofClassLoading(types)));
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
          byte[] bytes = in.getInputStream(entry).readAllBytes();
          out.write(name.endsWith(".class") ? modern(classes, bytes) : bytes);
        }
        out.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] modern(ClassFile classes, byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    if (model.majorVersion() >= JAVA_6) {
      return bytes;
    }
    ClassTransform version =
        (builder, element) ->
            builder.with(
                element instanceof ClassFileVersion
                    ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0)
                    : element);
    // Bodies are passed through one by one, so that stack maps are made for them.
    return classes.transformClass(
        model, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
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
