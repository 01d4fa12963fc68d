package io.quell.cli.backtest.page;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A headless Chromium with one page, driven over the DevTools protocol.
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final String LISTENING = "DevTools listening on ";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<Map<?, ?>>> answers = new ConcurrentHashMap<>();
  private final List<Map<?, ?>> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private String session = "";

  private Browser(Process process, Path profile, URI address) {
    this.process = process;
    this.profile = profile;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Messages())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  /// The browser of this machine, or empty where it has none.
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts the browser.
  static Browser start(Path executable) throws IOException {
    Path profile = Files.createTempDirectory("quell-browser");
    Process process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                "--no-sandbox", // a build may run as root, and the page is our own
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(process, profile, address(process.errorReader()));
    browser.open();
    return browser;
  }

  private static URI address(BufferedReader errors) throws IOException {
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {})); // it must not fill up
        return URI.create(line.substring(LISTENING.length()).strip());
      }
    }
    throw new IOException("the browser ended before it could be driven");
  }

  private void open() {
    String target = text(call("Target.createTarget", Map.of("url", "about:blank")), "targetId");
    session =
        text(
            call("Target.attachToTarget", Map.of("targetId", target, "flatten", true)),
            "sessionId");
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /// Gets the messages, which come in pieces.
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
      text.append(piece);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void take(String text) {
    try {
      Map<?, ?> message = object(Json.read(text));
      CompletableFuture<Map<?, ?>> waiting =
          message.get("id") instanceof Integer id ? answers.remove(id) : null;
      if (waiting == null) {
        events.add(message);
      } else {
        waiting.complete(message);
      }
    } catch (UnreadableException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private static Map<?, ?> object(@Nullable Object json) {
    return (Map<?, ?>) Objects.requireNonNull(json, "an object");
  }

  private static String text(Map<?, ?> json, String name) {
    return Objects.requireNonNull(json.get(name), name).toString();
  }

  /// Calls a method of the protocol and waits for its result.
  Map<?, ?> call(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<Map<?, ?>>();
    answers.put(id, answer);
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(Json.write(message), true).join();
    Map<?, ?> got = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (!(got.get("result") instanceof Map<?, ?> result)) {
      throw new IllegalStateException(method + ": " + got);
    }
    return result;
  }

  /// Opens a file, in a window of this width, and waits until it is shown.
  void show(Path file, int width, boolean isDark) {
    events.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    for (int tries = 0; !"complete".equals(value("document.readyState")) || !hasLoaded(); tries++) {
      if (tries > PATIENCE.toMillis() / 50) {
        throw new IllegalStateException("the page is not shown: " + events);
      }
      pause();
    }
  }

  private boolean hasLoaded() {
    return events.stream().anyMatch(event -> "Page.loadEventFired".equals(event.get("method")));
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What a script comes to.
  Object value(String script) {
    Map<?, ?> answer =
        call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    if (answer.get("exceptionDetails") != null) {
      throw new IllegalStateException(answer.toString());
    }
    Object value = object(answer.get("result")).get("value");
    return value == null ? "" : value;
  }

  /// Presses a key as a person does.
  ///
  /// @param key its name, such as `Enter`
  /// @param code the number that Windows has for it, which Chromium asks for
  /// @param text what it writes, or empty
  void press(String key, int code, String text) {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key,
              "code", key,
              "windowsVirtualKeyCode", code,
              "text", type.equals("keyDown") ? text : ""));
    }
  }

  /// Types text where the focus is.
  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /// The requests since the page was opened, and what the console says.
  List<String> requests() {
    return events("Network.requestWillBeSent").stream()
        .map(event -> text(object(event.get("request")), "url"))
        .toList();
  }

  /// What the console says, and what was thrown.
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (String method :
        List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
      events(method).forEach(event -> complaints.add(event.toString()));
    }
    return complaints;
  }

  private List<Map<?, ?>> events(String method) {
    List<Map<?, ?>> found = new ArrayList<>();
    for (Map<?, ?> event : events) {
      if (method.equals(event.get("method"))) {
        found.add(object(event.get("params")));
      }
    }
    return found;
  }

  /// A picture of the whole page.
  void picture(Path file) throws IOException {
    String data =
        text(call("Page.captureScreenshot", Map.of("captureBeyondViewport", true)), "data");
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException leftBehind) {
      System.out.println("the browser's folder is left behind: " + leftBehind);
    }
  }
}
