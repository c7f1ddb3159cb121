using System.Collections;
using System.Reflection;
using System.Text;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Hosting;

/// <summary>
/// How a task travels to the process that runs it, and what it says travels back. Parameters are found by reflection on both sides, so that a new one is
/// declared once and is in both.
/// </summary>
internal static class TaskWire
{
    /// <summary>The tool's command that takes a task from its standard input; not for people.</summary>
    public const string Command = "run-task";

    private const string Greeting = "ArtifactGate task 1";

    /// <summary>The parameters of a task, in the order of their names.</summary>
    public static IEnumerable<PropertyInfo> Parameters(Type task) =>
        from property in task.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true } && property.DeclaringType!.Namespace == typeof(GateTask).Namespace
        orderby property.Name
        select property;

    /// <summary>Sends a task with its parameters.</summary>
    public static void Send(Stream output, GateTask task)
    {
        var writer = new BinaryWriter(output, Encoding.UTF8);
        writer.Write(Greeting);
        writer.Write(task.GetType().Name);
        PropertyInfo[] parameters = [.. Parameters(task.GetType()).Where(p => p.GetValue(task) is not null)];
        writer.Write(parameters.Length);
        foreach (PropertyInfo parameter in parameters)
        {
            writer.Write(parameter.Name);
            Write(writer, parameter.GetValue(task)!);
        }

        writer.Flush();
    }

    /// <summary>Reads a task that was sent, and makes it.</summary>
    /// <exception cref="InvalidDataException">It is of another version, or not to be understood.</exception>
    public static GateTask Read(BinaryReader reader)
    {
        if (reader.ReadString() != Greeting || typeof(GateTask).Assembly.GetType($"{typeof(GateTask).Namespace}.{reader.ReadString()}") is not { IsAbstract: false } type)
        {
            throw new InvalidDataException("not a task of this version");
        }

        var task = (GateTask)Activator.CreateInstance(type)!;
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            PropertyInfo parameter = type.GetProperty(reader.ReadString()) ?? throw new InvalidDataException("not a parameter of this version");
            parameter.SetValue(task, ReadValue(reader, parameter.PropertyType));
        }

        return task;
    }

    /// <summary>Sends what a task says.</summary>
    public static void Send(BinaryWriter writer, TaskSaying said)
    {
        writer.Write((byte)said.Kind);
        writer.Write(said.Code ?? "");
        writer.Write(said.HelpLink ?? "");
        writer.Write(said.File ?? "");
        writer.Write(said.Line);
        writer.Write(said.Column);
        writer.Write(said.Text ?? "");
        writer.Flush();
    }

    /// <summary>Reads what a task says.</summary>
    public static TaskSaying Receive(BinaryReader reader) => new((TaskSayingKind)reader.ReadByte(), Text(reader), Text(reader), Text(reader), reader.ReadInt32(), reader.ReadInt32(), Text(reader));

    private static string? Text(BinaryReader reader) => reader.ReadString() is { Length: > 0 } text ? text : null;

    private static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.Write(text);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case int number:
                writer.Write(number);
                break;
            case ITaskItem[] items:
                writer.Write(items.Length);
                foreach (ITaskItem item in items)
                {
                    Write(writer, item);
                }

                break;
            default:
                throw new NotSupportedException($"A parameter of type {value.GetType().Name} cannot be sent.");
        }
    }

    // Where an item is and which file defines it is no metadata of its own, but known only on this side.
    private static void Write(BinaryWriter writer, ITaskItem item)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry own in item.CloneCustomMetadata())
        {
            metadata[(string)own.Key] = (string?)own.Value ?? "";
        }

        foreach (string name in SentItem.Computed)
        {
            metadata[name] = item.GetMetadata(name);
        }

        writer.Write(item.ItemSpec);
        writer.Write(metadata.Count);
        foreach (KeyValuePair<string, string> pair in metadata)
        {
            writer.Write(pair.Key);
            writer.Write(pair.Value);
        }
    }

    private static object ReadValue(BinaryReader reader, Type type) =>
        type == typeof(string) ? reader.ReadString()
        : type == typeof(bool) ? reader.ReadBoolean()
        : type == typeof(int) ? reader.ReadInt32()
        : ReadItems(reader);

    private static ITaskItem[] ReadItems(BinaryReader reader)
    {
        var items = new ITaskItem[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
        {
            var item = new SentItem(reader.ReadString());
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                item.SetMetadata(reader.ReadString(), reader.ReadString());
            }

            items[i] = item;
        }

        return items;
    }
}
