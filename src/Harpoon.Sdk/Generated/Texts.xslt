<?xml version="1.0" encoding="utf-8"?>
<!-- DiagnosticTexts.resx → a property for each text that a target logs itself (HRP105x, HRP3402). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="yes" encoding="utf-8" omit-xml-declaration="yes" />
  <xsl:template match="/">
    <Project>
      <xsl:comment> Written by Texts.xslt of Harpoon.Sdk from DiagnosticTexts.resx. </xsl:comment>
      <PropertyGroup>
        <xsl:for-each select="root/data[starts-with(@name, 'HRP105') or @name = 'HRP3402']">
          <xsl:element name="_HarpoonText{@name}"><xsl:value-of select="value" /></xsl:element>
        </xsl:for-each>
      </PropertyGroup>
    </Project>
  </xsl:template>
</xsl:stylesheet>
