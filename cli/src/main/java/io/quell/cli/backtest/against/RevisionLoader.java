package io.quell.cli.backtest.against;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads the rule classes of a revision beside those of today, whose names they share; all else is
/// the Quell that runs.
final class RevisionLoader extends ClassLoader {
  private final Map<String, byte[]> classes;
  private final Map<String, byte[]> resources;

  /// @param classes the class files by the names of their classes
  /// @param resources what the revision packages beside them, by path
  RevisionLoader(Map<String, byte[]> classes, Map<String, byte[]> resources, ClassLoader parent) {
    super("revision", parent);
    this.classes = classes;
    this.resources = resources;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] content = classes.get(name);
    if (content == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, content, 0, content.length) : loaded;
    }
  }

  /// What the revision does not package it does not have: today's would be another book's.
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] content = resources.get(name);
    return content == null ? null : new ByteArrayInputStream(content);
  }
}
