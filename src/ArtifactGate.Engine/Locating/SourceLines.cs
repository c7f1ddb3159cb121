using System.Reflection.Metadata;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// The source line of a place in an assembly. Debug information names the statement; where the source file is at hand, the detector finds
/// the literal itself in it, which is more exact for statements of many lines and the only way for constants and attributes.
/// </summary>
internal sealed class SourceLines(GateRun run, MetadataReader? metadata, DebugInformation? debug)
{
    /// <summary>Source files searched for a value that no statement names.</summary>
    private const int MostDocuments = 2_000;

    /// <summary>The source, or null when nothing tells.</summary>
    public SourceLocation? Of(PlacedMatch match, AssemblyPlace place)
    {
        if (debug is null)
        {
            return null;
        }

        SourceLocation? statement = place.Method.IsNil ? null : StatementAt(place.Method, place.IlOffset);
        if (statement is not null)
        {
            return InFile(match, statement.File, statement.Line) ?? statement with { File = OnDisk(statement.File) ?? Trimmed(statement.File) };
        }

        return TypeDocuments(place.Type).Concat(AllDocuments()).Distinct().Take(MostDocuments)
            .Select(document => InFile(match, document, null)).FirstOrDefault(found => found is not null);
    }

    private SourceLocation? InFile(PlacedMatch match, string document, int? near)
    {
        if (OnDisk(document) is not string file)
        {
            return null;
        }

        (int? line, int? column) = run.Sources.Find(file, match.Match, near);
        return line is null ? null : new SourceLocation(file, line, column);
    }

    private SourceLocation? StatementAt(MethodDefinitionHandle method, int ilOffset)
    {
        MethodDebugInformation information = debug!.Reader.GetMethodDebugInformation(method.ToDebugInformationHandle());
        SequencePoint? best = null;
        foreach (SequencePoint point in information.GetSequencePoints())
        {
            if (!point.IsHidden && (point.Offset <= ilOffset || best is null))
            {
                best = point;
            }
        }

        return best is { } found
            ? new SourceLocation(NameOf(found.Document), found.StartLine, found.StartColumn)
            : null;
    }

    private IEnumerable<string> TypeDocuments(TypeDefinitionHandle type)
    {
        if (type.IsNil || metadata is null)
        {
            return [];
        }

        return metadata.GetTypeDefinition(type).GetMethods()
            .Select(m => debug!.Reader.GetMethodDebugInformation(m.ToDebugInformationHandle()).Document)
            .Where(d => !d.IsNil).Select(NameOf);
    }

    private IEnumerable<string> AllDocuments() => debug!.Reader.Documents.Select(NameOf);

    private string NameOf(DocumentHandle document) => debug!.Reader.GetString(debug.Reader.GetDocument(document).Name);

    // A deterministic build writes the repository's root as /_/ (a submodule's as /_1/). Beyond a build's own project, only files of the
    // repository are looked at: what a foreign assembly names is text.
    private string? OnDisk(string document)
    {
        string? root = run.RepositoryRoot;
        string? mapped = Mapped(document) is string rest ? root is null ? null : Path.Combine(root, rest) : document;
        if (mapped is null || mapped.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(mapped))
        {
            return null;
        }

        string full = Path.GetFullPath(mapped);
        bool own = run.Options.Provenance is not null
            || (root is not null && full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        return own && File.Exists(full) ? full : null;
    }

    private static string Trimmed(string document) => Mapped(document) ?? document;

    private static string? Mapped(string document)
    {
        if (document is not ['/', '_', ..])
        {
            return null;
        }

        int slash = document.IndexOf('/', 1);
        return slash > 1 && document.AsSpan(2, slash - 2).IndexOfAnyExceptInRange('0', '9') < 0 ? document[(slash + 1)..] : null;
    }
}
