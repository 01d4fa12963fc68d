package io.quell.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import picocli.CommandLine;

/// Writes the jar of picocli anew for the launcher's cache of classes. Its classes are compiled for
/// Java 5, whose class files Java puts into no cache, nor what extends one. They get the version of
/// Java 8 and the stack maps that it asks for; what they do stays the same. The copy stays on the
/// machine that has made it.
final class CacheablePicocli {
  /// The first version whose classes Java takes into a cache (JVM specification, 4.10).
  static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private static final int MAJOR_VERSION_AT = 6;
  private static final ClassFile CLASS_FILE = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);
  private static final ClassTransform TO_JAVA_8 =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen(
              ClassTransform.endHandler(made -> made.withVersion(ClassFile.JAVA_8_VERSION, 0)));

  private CacheablePicocli() {}

  /// Writes the jar to the file that the argument names.
  public static void main(String[] arguments) throws IOException, URISyntaxException {
    write(Path.of(arguments[0]));
  }

  /// The same each time, the file's own time too, by which Java tells whether a cache fits: two
  /// starts may make one at once.
  static void write(Path target) throws IOException, URISyntaxException {
    Path original =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var from = new JarFile(original.toFile());
        OutputStream file = Files.newOutputStream(target);
        var to = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(from.entries())) {
        try (InputStream content = from.getInputStream(entry)) {
          var copy = new JarEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          to.putNextEntry(copy);
          to.write(upgraded(entry.getName(), content.readAllBytes()));
        }
      }
    }
    Files.setLastModifiedTime(target, Files.getLastModifiedTime(original));
  }

  private static byte[] upgraded(String name, byte[] content) {
    if (!name.endsWith(".class") || version(content) >= FIRST_WITH_STACK_MAPS) {
      return content;
    }
    return CLASS_FILE.transformClass(CLASS_FILE.parse(content), TO_JAVA_8);
  }

  /// The version of a class file's format (JVM specification, 4.1).
  static int version(byte[] classFile) {
    return Short.toUnsignedInt(ByteBuffer.wrap(classFile).getShort(MAJOR_VERSION_AT));
  }
}
