using System.Buffers;
using System.Text;

namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>
/// Where the strings of a build log are, and what the log calls those that are values: of the environment, of a property, of metadata, of a
/// parameter of a task. A string that several names share has the first.
/// </summary>
/// <param name="stream">The log, unpacked.</param>
internal sealed class BuildLogTexts(Stream stream)
{
    /// <summary>Numbers that mean no string of the log.</summary>
    private const int Reserved = 10;

    /// <summary>Strings beyond these are not told apart, so that memory has an end.</summary>
    private const int MostTexts = 4_000_000;
    private const int LargestRecord = 4 << 20;
    private const int MostItems = 10_000;
    private const int LongestName = 256;

    private readonly List<(long Offset, int Length, int Name)> _texts = [];
    private readonly List<(int Name, int Value)> _pairs = [];
    private readonly Dictionary<int, string> _names = [];

    /// <summary>Takes a record into account.</summary>
    public void Add(BuildLogRecord record)
    {
        if (record.Kind == BuildLogRecord.Text)
        {
            if (_texts.Count < MostTexts)
            {
                _texts.Add((record.Offset, (int)record.Length, 0));
            }

            return;
        }

        if (record.Kind == BuildLogRecord.BuildStarted)
        {
            NamePairs(inEnvironment: true);
        }
        else if (record.Kind is BuildLogRecord.Pairs or BuildLogRecord.PropertyReassigned or BuildLogRecord.VariableRead
            or BuildLogRecord.PropertySet or BuildLogRecord.TaskParameter && record.Length <= LargestRecord)
        {
            NamePairs(inEnvironment: false);
            byte[] content = ArrayPool<byte>.Shared.Rent((int)record.Length);
            stream.Position = record.Offset;
            stream.ReadExactly(content, 0, (int)record.Length);
            AddNames(record.Kind, new RecordFields(content.AsSpan(0, (int)record.Length)));
            ArrayPool<byte>.Shared.Return(content);
        }
    }

    /// <summary>The strings in their order, with label and member where they have a name.</summary>
    public IEnumerable<(long Offset, int Length, string? Label, string? Member)> All()
    {
        NamePairs(inEnvironment: false);
        foreach ((long offset, int length, int name) in _texts)
        {
            if (name == 0 || NameOf(Math.Abs(name)) is not { Length: > 0 } label)
            {
                yield return (offset, length, null, null);
            }
            else
            {
                yield return (offset, length, label, name < 0 ? $"Environment[{label}]" : label);
            }
        }
    }

    private void AddNames(int kind, RecordFields fields)
    {
        if (kind == BuildLogRecord.Pairs)
        {
            for (int count = fields.Number(); count > 0 && fields.IsGood; count--)
            {
                int name = fields.Number();
                _pairs.Add((name, fields.Number()));
            }

            return;
        }

        int message = fields.Common();
        if (kind == BuildLogRecord.TaskParameter)
        {
            fields.Number();
            int parameter = fields.Number();
            for (int count = Math.Min(fields.Number(), MostItems); count > 0 && fields.IsGood; count--)
            {
                Name(fields.Number(), parameter, inEnvironment: false);
                fields.Number();
            }

            return;
        }

        int of = fields.Number();
        if (kind == BuildLogRecord.VariableRead)
        {
            Name(message, of, inEnvironment: true);
        }
        else
        {
            // The old and the new value, or the value and its source, which is hardly ever anybody else's value.
            Name(fields.Number(), of, inEnvironment: false);
            Name(kind == BuildLogRecord.PropertyReassigned ? fields.Number() : 0, of, inEnvironment: false);
        }
    }

    // A list is only known to be the environment by the record that follows it.
    private void NamePairs(bool inEnvironment)
    {
        foreach ((int name, int value) in _pairs)
        {
            Name(value, name, inEnvironment);
        }

        _pairs.Clear();
    }

    private void Name(int value, int name, bool inEnvironment)
    {
        int at = value - Reserved;
        if (at >= 0 && at < _texts.Count && name >= Reserved && name - Reserved < _texts.Count && _texts[at].Name == 0)
        {
            _texts[at] = _texts[at] with { Name = inEnvironment ? -name : name };
        }
    }

    private string NameOf(int number)
    {
        if (_names.TryGetValue(number, out string? name))
        {
            return name;
        }

        (long offset, int length, _) = _texts[number - Reserved];
        if (length > LongestName)
        {
            return "";
        }

        Span<byte> bytes = stackalloc byte[LongestName];
        stream.Position = offset;
        stream.ReadExactly(bytes[..length]);
        name = Encoding.UTF8.GetString(bytes[..length]);
        _names[number] = name;
        return name;
    }
}
