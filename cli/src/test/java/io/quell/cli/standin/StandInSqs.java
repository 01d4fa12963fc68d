package io.quell.cli.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// SQS 2012-11-05, AWS JSON 1.0: queues with visibility, receive counts, dead-letter queues and
/// moves out of them. An empty queue answers at once, however long a receive would wait.
public final class StandInSqs {
  private static final String TARGET = "AmazonSQS.";
  private static final String ARN = "arn:aws:sqs:us-east-1:111122223333:";
  private static final int RECEIVES = 5;

  private final String address;
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private Duration advanced = Duration.ZERO;
  private int moveStep = 100;
  private int failAfter = Integer.MAX_VALUE;
  private Runnable afterSend = () -> {};

  /// A message in a queue.
  private static final class Message {
    private String id = UUID.randomUUID().toString();
    private final String body;
    private final Map<?, ?> attributes;
    private final long sent;
    private int receives;
    private long hiddenUntil;
    private @Nullable String receipt;

    Message(String body, Map<?, ?> attributes, long sent) {
      this.body = body;
      this.attributes = attributes;
      this.sent = sent;
    }
  }

  private static final class Queue {
    private final String name;
    private final int days;
    private final Optional<String> deadLetters;
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, String> deduplicated = new HashMap<>();
    private @Nullable Predicate<String> consumer;
    private Predicate<String> refuses = _ -> false;
    private final List<String> accepted = new ArrayList<>();
    private int groups;

    Queue(String name, int days, Optional<String> deadLetters) {
      this.name = name;
      this.days = days;
      this.deadLetters = deadLetters;
    }
  }

  private static final class Task {
    private final String handle = UUID.randomUUID().toString();
    private final String source;
    private final int toMove;
    private String status = "RUNNING";
    private int moved;

    Task(String source, int toMove) {
      this.source = source;
      this.toMove = toMove;
    }
  }

  StandInSqs(String address) {
    this.address = address;
  }

  synchronized void create(String name, int days, Optional<String> deadLetters) {
    queues.put(name, new Queue(name, days, deadLetters));
  }

  /// A queue's address.
  public String url(String name) {
    return "%s/111122223333/%s".formatted(address, name);
  }

  /// Puts a message in.
  public void put(String queue, String body) {
    put(queue, body, Map.of());
  }

  /// Puts a message in that has attributes.
  public synchronized void put(String queue, String body, Map<String, String> attributes) {
    Map<String, Object> typed = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) -> typed.put(name, Map.of("DataType", "String", "StringValue", value)));
    queue(queue).messages.add(new Message(body, typed, now()));
  }

  /// Lets a function take each message of a queue when it comes; one that it fails on is in the
  /// dead-letter queue at once.
  public synchronized void consume(String queue, Predicate<String> succeeds) {
    queue(queue).consumer = succeeds;
  }

  /// Lets a queue refuse some messages of each batch.
  public synchronized void refuse(String queue, Predicate<String> bodies) {
    queue(queue).refuses = bodies;
  }

  /// Does something after each batch that was sent, before it is answered.
  public synchronized void afterSend(Runnable what) {
    afterSend = what;
  }

  /// Time goes on.
  public synchronized void advance(Duration time) {
    advanced = advanced.plus(time);
  }

  /// How many messages a move moves between two looks at it.
  public synchronized void moveStep(int messages) {
    moveStep = messages;
  }

  /// Lets moves fail when they have moved so many messages.
  public synchronized void failMoves(int after) {
    failAfter = after;
  }

  /// The bodies of all messages of a queue, hidden ones too.
  public synchronized List<String> bodies(String queue) {
    return queue(queue).messages.stream().map(message -> message.body).toList();
  }

  /// The bodies of all messages that a queue has accepted by being sent them.
  public synchronized List<String> accepted(String queue) {
    return List.copyOf(queue(queue).accepted);
  }

  /// How many messages anybody could receive now.
  public synchronized long visible(String queue) {
    return queue(queue).messages.stream().filter(message -> message.hiddenUntil <= now()).count();
  }

  /// The values of an attribute of all messages of a queue.
  public synchronized List<String> attribute(String queue, String name) {
    return queue(queue).messages.stream()
        .map(message -> message.attributes.get(name))
        .map(
            value ->
                value instanceof Map<?, ?> typed ? String.valueOf(typed.get("StringValue")) : "")
        .toList();
  }

  /// How many messages came with a group.
  public synchronized int grouped(String queue) {
    return queue(queue).groups;
  }

  private long now() {
    return System.currentTimeMillis() + advanced.toMillis();
  }

  private Queue queue(String name) {
    return Optional.ofNullable(queues.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no queue " + name));
  }

  static String operation(StandInRequest request) {
    return request.header("X-Amz-Target").orElse("").replace(TARGET, "");
  }

  synchronized StandInAnswer answer(StandInRequest request) {
    if (!request.header("Content-Type").orElse("").equals("application/x-amz-json-1.0")) {
      return StandInAnswer.rpcError("InvalidRequest", "the content type");
    }
    return switch (operation(request)) {
      case "StartMessageMoveTask" -> startMove(request);
      case "ListMessageMoveTasks" -> listMoves(request);
      case "CancelMessageMoveTask" -> cancelMove(request);
      default -> {
        String name = request.text("QueueUrl").replaceFirst("^.*/", "");
        Queue queue = queues.get(name);
        yield queue == null
            ? StandInAnswer.rpcError("QueueDoesNotExist", "The specified queue does not exist.")
            : answer(request, queue);
      }
    };
  }

  private StandInAnswer answer(StandInRequest request, Queue queue) {
    return switch (operation(request)) {
      case "GetQueueAttributes" -> attributes(queue);
      case "ReceiveMessage" -> receive(request, queue);
      case "SendMessageBatch" -> send(request, queue);
      case "SendMessage" -> sendOne(request, queue);
      case "DeleteMessageBatch" -> each(request, entry -> delete(queue, entry));
      case "ChangeMessageVisibilityBatch" -> each(request, entry -> hide(queue, entry));
      default -> StandInAnswer.rpcError("UnsupportedOperation", operation(request));
    };
  }

  private StandInAnswer attributes(Queue queue) {
    long visible = queue.messages.stream().filter(message -> message.hiddenUntil <= now()).count();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("QueueArn", ARN + queue.name);
    attributes.put("ApproximateNumberOfMessages", Long.toString(visible));
    attributes.put(
        "ApproximateNumberOfMessagesNotVisible", Long.toString(queue.messages.size() - visible));
    attributes.put("ApproximateNumberOfMessagesDelayed", "0");
    attributes.put(
        "MessageRetentionPeriod", Long.toString(Duration.ofDays(queue.days).toSeconds()));
    queue.deadLetters.ifPresent(
        dead ->
            attributes.put(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s%s\",\"maxReceiveCount\":%d}"
                    .formatted(ARN, dead, RECEIVES)));
    return StandInAnswer.json(Map.of("Attributes", attributes));
  }

  private StandInAnswer receive(StandInRequest request, Queue queue) {
    int most = request.number("MaxNumberOfMessages");
    if (most < 1 || most > 10 || request.number("WaitTimeSeconds") > 20) {
      return StandInAnswer.rpcError("InvalidParameterValue", "out of its range");
    }
    long hidden = now() + Duration.ofSeconds(request.number("VisibilityTimeout")).toMillis();
    List<Map<String, Object>> received = new ArrayList<>();
    for (Message message : List.copyOf(queue.messages)) {
      if (received.size() == most || message.hiddenUntil > now()) {
        continue;
      }
      message.receives++;
      if (queue.deadLetters.isPresent() && message.receives > RECEIVES) {
        queue.messages.remove(message);
        queue(queue.deadLetters.get()).messages.add(message);
        continue;
      }
      message.hiddenUntil = hidden;
      message.receipt = UUID.randomUUID().toString();
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("MessageId", message.id);
      told.put("ReceiptHandle", message.receipt);
      told.put("MD5OfBody", digest(message.body));
      told.put("Body", message.body);
      told.put(
          "Attributes",
          Map.of(
              "ApproximateReceiveCount",
              Integer.toString(message.receives),
              "SentTimestamp",
              Long.toString(message.sent)));
      if (!message.attributes.isEmpty()) {
        told.put("MessageAttributes", message.attributes);
      }
      received.add(told);
    }
    return StandInAnswer.json(received.isEmpty() ? Map.of() : Map.of("Messages", received));
  }

  private StandInAnswer sendOne(StandInRequest request, Queue queue) {
    String body = request.text("MessageBody");
    queue.accepted.add(body);
    queue.messages.add(new Message(body, Map.of(), now()));
    return StandInAnswer.json(
        Map.of("MessageId", UUID.randomUUID().toString(), "MD5OfMessageBody", digest(body)));
  }

  private StandInAnswer send(StandInRequest request, Queue queue) {
    List<?> entries = (List<?>) request.json().get("Entries");
    if (entries == null || entries.isEmpty()) {
      return StandInAnswer.rpcError(
          "EmptyBatchRequest",
          "There should be at least one SendMessageBatchRequestEntry in the request.");
    }
    if (entries.size() > 10 || request.body().length > 1_100_000) {
      return StandInAnswer.rpcError("BatchRequestTooLong", "too long");
    }
    StandInAnswer answer = each(request, entry -> send(queue, entry));
    afterSend.run();
    return answer;
  }

  private Optional<String> send(Queue queue, Map<?, ?> entry) {
    String body = String.valueOf(entry.get("MessageBody"));
    if (queue.refuses.test(body)) {
      return Optional.of("InternalError");
    }
    if (queue.name.endsWith(".fifo")) {
      if (!(entry.get("MessageGroupId") instanceof String)) {
        return Optional.of("MissingParameter");
      }
      queue.groups++;
      String deduplication = String.valueOf(entry.get("MessageDeduplicationId"));
      if (queue.deduplicated.put(deduplication, body) != null) {
        return Optional.empty(); // accepted, and not a second time in the queue
      }
    } else if (entry.containsKey("MessageGroupId")) {
      return Optional.of("InvalidParameterValue");
    }
    queue.accepted.add(body);
    Map<?, ?> attributes =
        entry.get("MessageAttributes") instanceof Map<?, ?> typed ? typed : Map.of();
    var message = new Message(body, attributes, now());
    Predicate<String> consumer = queue.consumer;
    if (consumer == null) {
      queue.messages.add(message);
    } else if (!consumer.test(body)) {
      queue(queue.deadLetters.orElseThrow()).messages.add(message);
    }
    return Optional.empty();
  }

  private static Optional<String> delete(Queue queue, Map<?, ?> entry) {
    return queue.messages.removeIf(message -> is(message, entry))
        ? Optional.empty()
        : Optional.of("ReceiptHandleIsInvalid");
  }

  private Optional<String> hide(Queue queue, Map<?, ?> entry) {
    for (Message message : queue.messages) {
      if (is(message, entry)) {
        message.hiddenUntil =
            now()
                + Duration.ofSeconds(((Number) entry.get("VisibilityTimeout")).longValue())
                    .toMillis();
        return Optional.empty();
      }
    }
    return Optional.of("ReceiptHandleIsInvalid");
  }

  private static boolean is(Message message, Map<?, ?> entry) {
    return message.receipt != null && message.receipt.equals(entry.get("ReceiptHandle"));
  }

  /// A batch, each of whose entries is done or has an error.
  private static StandInAnswer each(
      StandInRequest request, Function<Map<?, ?>, Optional<String>> does) {
    List<?> entries = (List<?>) request.json().get("Entries");
    if (entries == null || entries.isEmpty() || entries.size() > 10) {
      return StandInAnswer.rpcError("EmptyBatchRequest", "1 to 10 entries");
    }
    List<Map<String, Object>> done = new ArrayList<>();
    List<Map<String, Object>> failed = new ArrayList<>();
    for (Object item : entries) {
      Map<?, ?> entry = (Map<?, ?>) item;
      String id = String.valueOf(entry.get("Id"));
      Optional<String> error = does.apply(entry);
      if (error.isPresent()) {
        failed.add(Map.of("Id", id, "SenderFault", false, "Code", error.get(), "Message", "no"));
      } else {
        done.add(Map.of("Id", id, "MessageId", UUID.randomUUID().toString()));
      }
    }
    return StandInAnswer.json(Map.of("Successful", done, "Failed", failed));
  }

  private StandInAnswer startMove(StandInRequest request) {
    String name = request.text("SourceArn").replace(ARN, "");
    if (queues.values().stream().noneMatch(queue -> queue.deadLetters.equals(Optional.of(name)))) {
      return StandInAnswer.rpcError(
          "InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
    }
    Task running = tasks.get(name);
    if (running != null && running.status.equals("RUNNING")) {
      return StandInAnswer.rpcError("UnsupportedOperation", "There is already a task running.");
    }
    var task = new Task(name, queue(name).messages.size());
    tasks.put(name, task);
    return StandInAnswer.json(Map.of("TaskHandle", task.handle));
  }

  private StandInAnswer listMoves(StandInRequest request) {
    Task task = tasks.get(request.text("SourceArn").replace(ARN, ""));
    if (task == null) {
      return StandInAnswer.json(Map.of("Results", List.of()));
    }
    move(task);
    Map<String, Object> told = new LinkedHashMap<>();
    if (task.status.equals("RUNNING")) {
      told.put("TaskHandle", task.handle);
    }
    told.put("Status", task.status);
    if (task.status.equals("FAILED")) {
      told.put("FailureReason", "CouldNotDetermineMessageSource");
    }
    told.put("SourceArn", ARN + task.source);
    told.put("ApproximateNumberOfMessagesMoved", task.moved);
    told.put("ApproximateNumberOfMessagesToMove", task.toMove);
    told.put("StartedTimestamp", now());
    return StandInAnswer.json(Map.of("Results", List.of(told)));
  }

  private void move(Task task) {
    Queue source = queue(task.source);
    Queue target =
        queues.values().stream()
            .filter(queue -> queue.deadLetters.equals(Optional.of(task.source)))
            .findFirst()
            .orElseThrow();
    for (int at = 0; at < moveStep && task.status.equals("RUNNING"); at++) {
      if (task.moved >= failAfter) {
        task.status = "FAILED";
        return;
      }
      if (source.messages.isEmpty()) {
        task.status = "COMPLETED";
        return;
      }
      Message message = source.messages.removeFirst();
      message.id = UUID.randomUUID().toString();
      message.receives = 0;
      task.moved++;
      target.accepted.add(message.body);
      Predicate<String> consumer = target.consumer;
      if (consumer == null) {
        target.messages.add(message);
      } else if (!consumer.test(message.body)) {
        source.messages.add(message);
      }
    }
  }

  private StandInAnswer cancelMove(StandInRequest request) {
    for (Task task : tasks.values()) {
      if (task.handle.equals(request.text("TaskHandle"))) {
        task.status = "CANCELLED";
        return StandInAnswer.json(Map.of("ApproximateNumberOfMessagesMoved", task.moved));
      }
    }
    return StandInAnswer.rpcError("ResourceNotFoundException", "no such task");
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
