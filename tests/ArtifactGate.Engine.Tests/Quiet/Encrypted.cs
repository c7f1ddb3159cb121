using static ArtifactGate.Engine.Tests.Quiet.RandomText;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Credentials as they should be: encrypted.</summary>
internal static class Encrypted
{
    public static string SopsYaml(Random random) => $"""
        database:
            password: {Value(random)}
            connectionString: {Value(random)}
        github_token: {Value(random)}
        AWS_SECRET_ACCESS_KEY: {Value(random)}
        stripe:
            - {Value(random)}
        sops:
            kms:
                - arn: arn:aws:kms:eu-west-1:123456789012:key/{Guid(random)}
                  created_at: "2026-01-01T00:00:00Z"
                  enc: AQICAH{Base64(random, 130)}
            azure_kv:
                - vault_url: https://contoso.vault.azure.net
                  name: sops-key
                  version: {Hex(random, 16)}
                  enc: {Base64Url(random, 342)}
            age:
                - recipient: age1{Of(random, "023456789acdefghjklmnpqrstuvwxyz", 58)}
                  enc: |
                    -----BEGIN AGE ENCRYPTED FILE-----
                    YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA{Of(random, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 22)}
                    {Base64(random, 48)}
                    {Base64(random, 48)}
                    -----END AGE ENCRYPTED FILE-----
            lastmodified: "2026-01-01T00:00:00Z"
            mac: {Value(random)}
            pgp:
                - created_at: "2026-01-01T00:00:00Z"
                  enc: |
                    -----BEGIN PGP MESSAGE-----

                    hQIMA{Base64(random, 45)}
                    {Base64(random, 48)}
                    =ab1D
                    -----END PGP MESSAGE-----
                  fp: {Hex(random, 20).ToUpperInvariant()}
            version: 3.9.0

        """;

    public static string SopsJson(Random random) => $$"""
        { "db": { "password": "{{Value(random)}}" }, "apiKey": "{{Value(random)}}", "connectionString": "{{Value(random)}}",
          "sops": { "mac": "{{Value(random)}}", "azure_kv": [ { "vault_url": "https://contoso.vault.azure.net", "enc": "{{Base64Url(random, 256)}}" } ] } }
        """;

    public static string SopsDotEnv(Random random) => $"""
        API_KEY={Value(random)}
        DB_PASSWORD={Value(random)}
        SLACK_TOKEN={Value(random)}
        sops_mac={Value(random)}
        sops_version=3.9.0

        """;

    public static string SealedSecret(Random random) => $"""
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata:
          name: app
        spec:
          encryptedData:
            password: AgB{Base64(random, 500)}
            github-token: AgC{Base64(random, 500)}
            .dockerconfigjson: AgA{Base64(random, 700)}
          template:
            type: Opaque

        """;

    public static string AnsibleVault(Random random) => $"""
        db_password: !vault |
          $ANSIBLE_VAULT;1.1;AES256
          {Hex(random, 40)}
          {Hex(random, 40)}
          {Hex(random, 12)}

        """;

    // The header of a DPAPI blob: version 1 and the provider's GUID.
    public static string DataProtected(Random random)
    {
        byte[] content = [1, 0, 0, 0, .. new Guid("df9d8cd0-1501-11d1-8c7a-00c04fc297eb").ToByteArray(), 1, 0, 0, 0, .. Convert.FromBase64String(Base64(random, 180))];
        return $"""
            <configuration>
              <setting name="Blob"><value>{Convert.ToBase64String(content)}</value></setting>
              <setting name="Hex"><value>{Convert.ToHexString(content)}</value></setting>
              <add key="ConnectionString" value="{Convert.ToBase64String(content)}" />
            </configuration>
            """;
    }

    public static string Xml(Random random) => $"""
        <configuration><connectionStrings configProtectionProvider="RsaProtectedConfigurationProvider">
          <EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element" xmlns="http://www.w3.org/2001/04/xmlenc#">
            <KeyInfo><EncryptedKey><CipherData><CipherValue>{Base64(random, 256)}</CipherValue></CipherData></EncryptedKey></KeyInfo>
            <CipherData><CipherValue>{Base64(random, 400)}</CipherValue></CipherData>
          </EncryptedData></connectionStrings>
          <appSettings><add key="Password" value="[EncryptedValue]" /><EncryptedValue>{Base64(random, 96)}</EncryptedValue></appSettings></configuration>
        """;

    public static string KeyRing(Random random) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <key id="{Guid(random)}" version="1">
          <creationDate>2026-01-01T00:00:00Z</creationDate>
          <descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer">
            <descriptor>
              <encryption algorithm="AES_256_CBC" />
              <validation algorithm="HMACSHA256" />
              <encryptedSecret decryptorType="Microsoft.AspNetCore.DataProtection.XmlEncryption.EncryptedXmlDecryptor" xmlns="http://schemas.asp.net/2015/03/dataProtection">
                <EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element" xmlns="http://www.w3.org/2001/04/xmlenc#">
                  <KeyInfo><EncryptedKey><CipherData><CipherValue>{Base64(random, 256)}</CipherValue></CipherData></EncryptedKey></KeyInfo>
                  <CipherData><CipherValue>{Base64(random, 400)}</CipherValue></CipherData>
                </EncryptedData>
              </encryptedSecret>
            </descriptor>
          </descriptor>
        </key>
        """;

    private static string Value(Random random) =>
        $"ENC[AES256_GCM,data:{Base64(random, random.Next(8, 120))},iv:{Base64(random, 32)},tag:{Base64(random, 16)},type:str]";
}
